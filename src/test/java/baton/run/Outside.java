package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The world around a simulated run: a clock, letters on their way, and children that do what is
 * wanted at once and report it by letter. What comes of a piece of work follows from the seed, the
 * work and how often it was begun, whatever else happens.
 */
final class Outside {
  private static final int FAILS_ONE_IN = 10;
  private static final int EDITED_FAILS_ONE_IN = 2;
  private static final int NAPS_ONE_IN = 8;
  private static final int MOST_NAPS = 3;
  private static final Duration FAR = Duration.ofSeconds(60);

  /** The input that operators give a step that they retry. */
  static final String EDIT = "edit";

  private final long seed;
  private final Witness witness;
  private final List<Letter> onTheWay = new ArrayList<>();
  private final Map<String, Integer> begun = new HashMap<>();

  /** What was kept for the run, each time anew; it fires until it is answered. */
  private final Map<Long, Kept> kept = new TreeMap<>();

  /** By timer: what a child waits for, which does not outlive it. */
  private final Map<String, Instant> awaited = new TreeMap<>();

  /** By step and visit: where its flow waits or waited last. */
  private final Map<String, Run.StepWaits> napping = new HashMap<>();

  private final SubRunsOutside subRuns = new SubRunsOutside(this);
  private final RecordOutside record;
  private Instant now = Told.START;
  private long numbers;
  private boolean kind;

  private record Kept(String timer, Instant due) {}

  Outside(Plan plan, Witness witness) {
    this.seed = plan.seed();
    this.witness = witness;
    this.record = new RecordOutside(this, plan);
  }

  Instant now() {
    return now;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  /** From now on nothing fails any more. */
  void beKind() {
    kind = true;
  }

  List<Letter> onTheWay() {
    return onTheWay;
  }

  /** What is due is on its way, however often; time that was kept also when it was lost before. */
  void ring() {
    for (var timer : awaited.entrySet()) {
      if (!now.isBefore(timer.getValue()) && !isOnTheWay("time " + timer.getKey())) {
        send(new Run.TimePassed(timer.getKey()), "time " + timer.getKey());
      }
    }
    for (var timer : kept.entrySet()) {
      if (!now.isBefore(timer.getValue().due()) && !isOnTheWay("timer " + timer.getKey())) {
        fire(timer.getKey());
      }
    }
    for (var news : record.untold()) {
      var from = "record " + news.id() + " " + news.version();
      if (!isOnTheWay(from)) {
        send(news, from);
      }
    }
    for (var end : subRuns.due(now)) {
      if (!isOnTheWay("sub-run " + end.subRun())) {
        send(new RunKin.Ended(end, null), "sub-run " + end.subRun());
      }
    }
  }

  RecordOutside record() {
    return record;
  }

  boolean hasSubRuns() {
    return subRuns.awaitsAny();
  }

  /** The end of a history. */
  void end(RunContext context) {
    subRuns.end(witness.truth());
    if (witness.truth() instanceof StartedRun run && !run.status().ended()) {
      record.end(run, context.orchestration().namesInConditions());
    }
  }

  private boolean isOnTheWay(String from) {
    return onTheWay.stream().anyMatch(letter -> letter.from().equals(from));
  }

  private void fire(long number) {
    send(new Run.TimerFired(kept.get(number).timer(), null), "timer " + number);
  }

  /** Fires a timer that the run knows to be kept before its time, as a clock that is fast does. */
  void ringEarly(int pick) {
    var known = Timers.awaited(witness.truth()).stream().map(RunTimer::key).toList();
    var timers =
        kept.entrySet().stream().filter(e -> known.contains(e.getValue().timer())).toList();
    if (!timers.isEmpty()) {
      fire(timers.get(pick % timers.size()).getKey());
    }
  }

  /** Goes on to the next due time, if there is any. */
  boolean waits() {
    var next =
        Stream.concat(
                Stream.concat(kept.values().stream().map(Kept::due), awaited.values().stream()),
                subRuns.dues())
            .min(Comparator.naturalOrder());
    next.filter(due -> due.isAfter(now)).ifPresent(due -> now = due);
    ring();
    return next.isPresent();
  }

  boolean remembers(RunTimer timer) {
    return timer.kept()
        ? kept.containsValue(new Kept(timer.key(), timer.due()))
        : awaited.containsKey(timer.key());
  }

  /** Whoever keeps timers is content with any answer. */
  void answered(Letter letter, boolean refused) {
    if (letter.command() instanceof Run.TimerFired) {
      kept.remove(Long.valueOf(letter.from().split(" ")[1]));
    }
    if (letter.command() instanceof Run.NoticeRecord news
        && witness.truth() instanceof StartedRun) {
      record.answered(news, refused);
    }
    if (letter.command() instanceof RunKin.Ended ended) {
      subRuns.told(ended.end(), now);
    }
  }

  /** A piece of work is no longer wanted. */
  void stop(String key) {
    awaited.remove(key.substring(key.indexOf(':') + 1));
  }

  /** What children have told does not wake a run: they were stopped with it. */
  void sleeps() {
    onTheWay.removeIf(letter -> letter.from().startsWith("child "));
  }

  /** The children of the run are gone, and what they waited for. */
  void comesDown(boolean timersAreKept) {
    awaited.clear();
    if (!timersAreKept) {
      kept.clear();
    }
  }

  Letter send(Run.Decidable command, String from) {
    var letter = new Letter(++numbers, command, null, 0, from);
    onTheWay.add(letter);
    return letter;
  }

  void tellItself(Letter.Internal message, int life) {
    onTheWay.add(new Letter(++numbers, null, message, life, "itself"));
  }

  /** Begins a piece of work; its report is on its way. */
  long perform(RunWork work, int life) {
    var time = begun.merge(work.key(), 1, Integer::sum);
    witness.attempted(work);
    var child = ++numbers;
    if (work instanceof RunWork.Wait wait && !isFar(wait.timer())) {
      awaited.put(wait.timer().key(), wait.timer().due());
      ring();
      return child;
    }
    send(report(work, work.key() + "#" + time), "child " + child + " " + life + " " + work.key());
    return child;
  }

  /** The report is lost, and with it the child that sent it. */
  void lose(Letter letter) {
    onTheWay.remove(letter);
    if (letter.report() && letter.from().startsWith("child ")) {
      var from = letter.from().split(" ", 4);
      tellItself(
          new Letter.ChildEnded(from[3], Long.parseLong(from[1])), Integer.parseInt(from[2]));
    }
  }

  private boolean isFar(RunTimer timer) {
    return timer.due().isAfter(now.plus(FAR));
  }

  private Run.Report report(RunWork work, String execution) {
    var edited = work instanceof RunWork.RunFlow flow && flow.inputs().containsKey(EDIT);
    var fails = !kind && dice(execution, 1) % (edited ? EDITED_FAILS_ONE_IN : FAILS_ONE_IN) == 0;
    return switch (work) {
      case RunWork.RunFlow flow when naps(flow, execution) instanceof Run.StepWaits nap -> nap;
      case RunWork.ForgetWait past -> {
        napping.computeIfPresent(
            past.step() + "." + past.visit(),
            (place, nap) -> nap.attempt() > past.attempt() ? nap : null);
        yield new Run.WaitForgotten(past.step(), past.visit(), past.attempt());
      }
      case RunWork.RunFlow flow ->
          ended(
              flow,
              execution,
              fails
                  ? new StepOutcome.Failed("broken", dice(execution, 4) % 3 > 0)
                  : new StepOutcome.Finished(outputs(execution), null));
      case RunWork.RouteItem item ->
          new Run.ItemRouted(
              item.step().step(),
              item.step().visit(),
              item.item().revision(),
              fails ? "nobody is there" : null);
      case RunWork.FollowRecord record -> this.record.follow(record.type(), record.id());
      case RunWork.LetOthersIn ignored -> new Run.OthersServed();
      case RunWork.Evaluate e ->
          new Run.EvaluationReported(
              e.pass(),
              e.evaluation().site(),
              e.attempt(),
              truth(e.pass(), e.evaluation().site()),
              fails ? "broken" : null,
              dice(execution, 4) % 4 != 0);
      case RunWork.BeginSubRun sub -> {
        if (!fails) {
          subRuns.begin(sub.subRun(), now);
          yield new RunKin.SubRunAnswered(sub.subRun().id(), false);
        }
        yield new Run.StepReported(
            sub.subRun().step(),
            sub.subRun().visit(),
            sub.subRun().attempt(),
            StepOutcome.failed("it does not begin"));
      }
      case RunWork.AbandonSubRun sub -> {
        subRuns.abandon(sub.subRun().id());
        yield new RunKin.SubRunAnswered(sub.subRun().id(), true);
      }
      case RunWork.TellParent news -> {
        subRuns.parentHears(news.status());
        yield new RunKin.ParentAnswered(news.ending());
      }
      case RunWork.Wait wait -> {
        kept.put(++numbers, new Kept(wait.timer().key(), wait.timer().due()));
        yield new Run.TimerStored(wait.timer().key());
      }
    };
  }

  /** A worker reports under its lease; each time that the work is begun, it is another. */
  private static Run.Report ended(RunWork.RunFlow flow, String execution, StepOutcome outcome) {
    return flow.mode() == StepMode.EXTERNAL
        ? new Run.StepReported(
            flow.step(), flow.visit(), flow.attempt(), outcome, null, null, "lease " + execution)
        : flow.ended(outcome);
  }

  /** Where a flow waits again or anew, as it is kept outside of the run; null if it ends. */
  private Run.@Nullable StepWaits naps(RunWork.RunFlow flow, String execution) {
    var place = flow.step() + "." + flow.visit();
    var kept = napping.get(place);
    var last = kept == null || kept.attempt() != flow.attempt() ? 0 : kept.number();
    Witness.require(last >= flow.waited(), "nothing is kept of where %s waited", flow);
    if (last > flow.waited()) {
      return kept;
    }
    if (flow.mode() == StepMode.SYNCHRONOUS
        || flow.mode() == StepMode.EXTERNAL
        || flow.index() != null
        || last >= MOST_NAPS
        || dice(execution, 5) % NAPS_ONE_IN > 0) {
      return null;
    }
    var until = now.plusSeconds(dice(execution, 6) % 120);
    var nap = new Run.StepWaits(flow.step(), flow.visit(), flow.attempt(), last + 1, "nap", until);
    napping.put(place, nap);
    return nap;
  }

  /** Three values to branch on, and where they come from. */
  Map<String, JsonNode> outputs(String from) {
    return Map.of("x", IntNode.valueOf(dice(from, 2) % 3), "from", TextNode.valueOf(from));
  }

  static @Nullable String origin(Map<String, JsonNode> outputs) {
    var from = outputs.get("from");
    return from == null ? null : from.asText();
  }

  /** Whether the condition at a site holds; the world changes from pass to pass. */
  boolean truth(int pass, String site) {
    return truth(seed, pass, site);
  }

  static boolean truth(long seed, int pass, String site) {
    return dice(seed, pass + site, 3) % 3 > 0;
  }

  int dice(String what, int salt) {
    return dice(seed, what, salt);
  }

  private static int dice(long seed, String what, int salt) {
    var mixed = (seed + salt) * 0x9E3779B97F4A7C15L + what.hashCode();
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (int) ((mixed ^ (mixed >>> 31)) & 0x7fffffff);
  }
}
