package baton.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is planned for one history: an orchestration and the acts upon its run. All of it is numbers
 * that still mean something when other parts of the plan are taken away, so that a plan can be
 * shrunk; what a kept plan does not tell of, it is without.
 *
 * @param onRecord whether the run is about a record, whose change has started it
 * @param edits each makes the next version of the orchestration
 * @param wide whether workers do steps, conditions read resources, and inputs are edited
 * @param follows whether inputs of the run are records, which conditions name
 */
record Plan(
    long seed,
    List<Stage> stages,
    List<Act> acts,
    boolean onRecord,
    List<Edit> edits,
    boolean wide,
    boolean follows) {
  private static final int STAGES = 6;
  private static final int STEPS = 8;
  private static final int ACTS = 70;
  private static final int EDITS = 3;

  Plan {
    edits = edits == null ? List.of() : edits;
  }

  /**
   * @param fork whether a decision follows, which may lead to any stage
   */
  record Stage(
      String name,
      List<Step> steps,
      int completion,
      int formula,
      boolean patient,
      boolean fork,
      int forkFormula,
      int target,
      int fault,
      int deadline) {
    Stage with(List<Step> other) {
      return with(name, other, fork);
    }

    Stage named(String other) {
      return with(other, steps, fork);
    }

    Stage with(String newName, List<Step> newSteps, boolean forks) {
      return new Stage(
          newName,
          List.copyOf(newSteps),
          completion,
          formula,
          patient,
          forks,
          forkFormula,
          target,
          fault,
          deadline);
    }
  }

  record Step(
      String name,
      int kind,
      int start,
      int other,
      int formula,
      int completion,
      int assignee,
      int retry,
      int timeout,
      int fault) {
    Step named(String other) {
      return new Step(
          other, kind, start, this.other, formula, completion, assignee, retry, timeout, fault);
    }
  }

  /** One change of the orchestration; {@code pick} says of what. */
  record Edit(Kind kind, int pick) {
    enum Kind {
      ADD_STEP,
      REMOVE_STEP,
      CHANGE_STEP,
      MOVE_STEP,
      RENAME_STEP,
      ADD_STAGE,
      REMOVE_STAGE,
      RENAME_STAGE,
      SWAP_STAGES
    }
  }

  /** One thing that happens; {@code pick} says to whom, among those it can happen to. */
  record Act(Kind kind, int pick) {
    enum Kind {
      START(1),
      DELIVER(60),
      DUPLICATE(7),
      DROP(4),
      CLAIM(3),
      RELEASE(1),
      REASSIGN(2),
      COMPLETE(10),
      PUBLISH(5),
      CHANGE_RECORD(3),
      NOTICE_RECORD(4),
      CANCEL(1),
      ABANDON(1),
      SUSPEND(4),
      RESUME(4),
      RETRY(3),
      SKIP(2),
      JUMP(1),
      MIGRATE(4),
      TIMER_COMES_EARLY(1),
      CLOCK_JUMPS(6),
      SLEEP(5),
      CRASH(4),
      JOURNAL_FAILS_BEFORE(2),
      JOURNAL_FAILS_AFTER(2);

      private final int weight;

      Kind(int weight) {
        this.weight = weight;
      }
    }
  }

  private static final List<Act.Kind> DICE =
      Stream.of(Act.Kind.values())
          .flatMap(kind -> Stream.generate(() -> kind).limit(kind.weight))
          .toList();

  static Plan of(long seed) {
    var random = new Random(seed);
    var stages = new ArrayList<Stage>();
    var stageCount = 1 + Math.min(random.nextInt(STAGES), random.nextInt(STAGES));
    for (var i = 0; i < stageCount; i++) {
      stages.add(stage(random, i));
    }
    var acts = new ArrayList<Act>();
    acts.add(new Act(Act.Kind.START, 0));
    for (var i = random.nextInt(ACTS); i > 0; i--) {
      acts.add(new Act(DICE.get(random.nextInt(DICE.size())), random.nextInt(1 << 20)));
    }
    var onRecord = random.nextInt(3) == 0;
    var edits = new ArrayList<Edit>();
    for (var i = random.nextBoolean() ? 0 : 1 + random.nextInt(EDITS); i > 0; i--) {
      var kinds = Edit.Kind.values();
      edits.add(new Edit(kinds[random.nextInt(kinds.length)], random.nextInt(1 << 20)));
    }
    return new Plan(
        seed,
        List.copyOf(stages),
        List.copyOf(acts),
        onRecord,
        List.copyOf(edits),
        random.nextInt(3) > 0,
        random.nextInt(3) == 0);
  }

  /** A step that an edit adds; what it is follows from the pick. */
  static Step newStep(int edit, int pick) {
    return step(new Random(pick), "n" + edit);
  }

  private static Stage stage(Random random, int number) {
    var steps = new ArrayList<Step>();
    var count = 1 + Math.min(random.nextInt(STEPS), random.nextInt(STEPS));
    for (var i = 0; i < count; i++) {
      steps.add(step(random, step(number, i)));
    }
    return new Stage(
        "t" + number,
        List.copyOf(steps),
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(8) == 0,
        random.nextInt(3) == 0,
        random.nextInt(100),
        random.nextInt(STAGES),
        random.nextInt(100),
        random.nextInt(100));
  }

  private static Step step(Random random, String name) {
    return new Step(
        name,
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(STEPS),
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(100),
        random.nextInt(100));
  }

  private static String step(int stage, int number) {
    return "s" + (stage * STEPS + number);
  }

  /** Whether the run does a step of another run. */
  boolean hasParent() {
    return seed % 3 == 0;
  }

  /** Whether a flow has said that the change of its record starts the run. */
  boolean startedByFlow() {
    return onRecord && follows && seed % 2 == 0;
  }

  /** Of all stages and steps that any plan may have. */
  static List<String> names() {
    var stages = IntStream.range(0, STAGES).mapToObj(i -> "t" + i);
    var steps = IntStream.range(0, STAGES * STEPS).mapToObj(i -> "s" + i);
    var edited =
        Stream.of("n", "m", "u", "v")
            .flatMap(kind -> IntStream.range(0, EDITS).mapToObj(i -> kind + i));
    return Stream.of(stages, steps, edited).flatMap(names -> names).toList();
  }

  /** Plans that do one thing less, those that do much less first. */
  Stream<Plan> smaller() {
    var plans = Stream.<Plan>builder();
    for (var size = acts.size() / 2; size >= 1; size /= 2) {
      for (var from = 0; from + size <= acts.size(); from += size) {
        plans.add(
            new Plan(seed, stages, without(acts, from, size), onRecord, edits, wide, follows));
      }
    }
    for (var i = 0; i < stages.size(); i++) {
      if (stages.size() > 1) {
        plans.add(new Plan(seed, without(stages, i, 1), acts, onRecord, edits, wide, follows));
      }
      var stage = stages.get(i);
      for (var j = 0; j < stage.steps().size() && stage.steps().size() > 1; j++) {
        plans.add(with(i, stage.with(without(stage.steps(), j, 1))));
      }
      if (stage.fork()) {
        plans.add(with(i, stage.with(stage.name(), stage.steps(), false)));
      }
    }
    if (onRecord) {
      plans.add(new Plan(seed, stages, acts, false, edits, wide, follows));
    }
    if (wide) {
      plans.add(new Plan(seed, stages, acts, onRecord, edits, false, follows));
    }
    if (follows) {
      plans.add(new Plan(seed, stages, acts, onRecord, edits, wide, false));
    }
    for (var i = 0; i < edits.size(); i++) {
      plans.add(new Plan(seed, stages, acts, onRecord, without(edits, i, 1), wide, follows));
    }
    return plans.build();
  }

  private Plan with(int index, Stage stage) {
    var all = new ArrayList<>(stages);
    all.set(index, stage);
    return new Plan(seed, List.copyOf(all), acts, onRecord, edits, wide, follows);
  }

  private static <T> List<T> without(List<T> all, int from, int count) {
    return Stream.concat(all.stream().limit(from), all.stream().skip(from + count)).toList();
  }
}
