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
 */
record Plan(long seed, List<Stage> stages, List<Act> acts, boolean onRecord) {
  private static final int STAGES = 6;
  private static final int STEPS = 8;
  private static final int ACTS = 70;

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
      int deadline) {}

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
      int fault) {}

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
    return new Plan(seed, List.copyOf(stages), List.copyOf(acts), random.nextInt(3) == 0);
  }

  private static Stage stage(Random random, int number) {
    var steps = new ArrayList<Step>();
    var count = 1 + Math.min(random.nextInt(STEPS), random.nextInt(STEPS));
    for (var i = 0; i < count; i++) {
      steps.add(
          new Step(
              step(number, i),
              random.nextInt(100),
              random.nextInt(100),
              random.nextInt(STEPS),
              random.nextInt(100),
              random.nextInt(100),
              random.nextInt(100),
              random.nextInt(100),
              random.nextInt(100),
              random.nextInt(100)));
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

  private static String step(int stage, int number) {
    return "s" + (stage * STEPS + number);
  }

  /** Whether the run does a step of another run. */
  boolean hasParent() {
    return seed % 3 == 0;
  }

  /** Of all stages and steps that any plan may have. */
  static List<String> names() {
    var stages = IntStream.range(0, STAGES).mapToObj(i -> "t" + i);
    var steps = IntStream.range(0, STAGES * STEPS).mapToObj(i -> "s" + i);
    return Stream.concat(stages, steps).toList();
  }

  /** Plans that do one thing less, those that do much less first. */
  Stream<Plan> smaller() {
    var plans = Stream.<Plan>builder();
    for (var size = acts.size() / 2; size >= 1; size /= 2) {
      for (var from = 0; from + size <= acts.size(); from += size) {
        plans.add(new Plan(seed, stages, without(acts, from, size), onRecord));
      }
    }
    for (var i = 0; i < stages.size(); i++) {
      if (stages.size() > 1) {
        plans.add(new Plan(seed, without(stages, i, 1), acts, onRecord));
      }
      var stage = stages.get(i);
      for (var j = 0; j < stage.steps().size() && stage.steps().size() > 1; j++) {
        plans.add(with(i, without(stage.steps(), j, 1), stage.fork()));
      }
      if (stage.fork()) {
        plans.add(with(i, stage.steps(), false));
      }
    }
    if (onRecord) {
      plans.add(new Plan(seed, stages, acts, false));
    }
    return plans.build();
  }

  private Plan with(int index, List<Step> steps, boolean fork) {
    var all = new ArrayList<>(stages);
    var stage = stages.get(index);
    all.set(
        index,
        new Stage(
            stage.name(),
            steps,
            stage.completion(),
            stage.formula(),
            stage.patient(),
            fork,
            stage.forkFormula(),
            stage.target(),
            stage.fault(),
            stage.deadline()));
    return new Plan(seed, List.copyOf(all), acts, onRecord);
  }

  private static <T> List<T> without(List<T> all, int from, int count) {
    return Stream.concat(all.stream().limit(from), all.stream().skip(from + count)).toList();
  }
}
