package baton.run;

import static org.assertj.core.api.Assertions.assertThat;

import baton.definition.Assignee;
import baton.definition.Orchestration;
import baton.definition.StartCondition;
import baton.expression.Type;
import baton.expression.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every command does in every state of a run, as the table in {@code commands.txt} says: the
 * events it leads to, that it changes nothing, or why it is refused.
 */
class CommandTableTest {
  private static final Path TABLE = Path.of("src/test/resources/commands.txt");
  private static final Map<String, JsonNode> VALUES = Map.of("x", IntNode.valueOf(1));
  private static final Map<String, JsonNode> INPUTS =
      Map.of("order", RunRecord.values("Order", "7", VALUES));
  private static final RunParent PARENT = new RunParent("r0", "sub", 1, 1, null, 1);
  private static final WorkItemId ITEM = new WorkItemId("r1", "ask", 1);

  private enum Stand {
    NOT_STARTED,
    /** Step a is in progress, and the condition of e is looked at. */
    IN_PROGRESS,
    WAITING_INTERACTIVE,
    /** Step a is in progress, the item on hold. */
    SUSPENDED,
    /** Past its deadline: step a was discontinued, the item is still there. */
    ERROR,
    CANCELED,
    COMPLETED
  }

  record Row(String command, String stand, String outcome) {}

  /**
   * @param kin whether another run does step a, and the run itself does a step of one
   */
  private static Told at(Stand stand, boolean kin) {
    return switch (stand) {
      case NOT_STARTED -> Told.of(orchestration(1, kin)).knowing(orchestration(2, kin));
      case IN_PROGRESS -> at(Stand.NOT_STARTED, kin).tell(kin ? startOfKin() : start());
      case WAITING_INTERACTIVE -> asking(kin).finished("a");
      case SUSPENDED -> asking(kin).suspended();
      case ERROR -> {
        var run = asking(kin).later(Duration.ofHours(2));
        yield run.fired(deadline(run.state()));
      }
      case CANCELED -> asking(kin).tell(new Run.Cancel("ada", null, null));
      case COMPLETED ->
          at(Stand.WAITING_INTERACTIVE, kin).completed("ask", Told.ADA, VALUES).finished("b");
    };
  }

  private static Orchestration orchestration(int version, boolean kin) {
    var sketch = new Sketch().version(version).onRecord("Quote").input("order", Type.RECORD, false);
    var order = Map.<String, Value>of("order", sketch.value("order"));
    return sketch
        .faultingStage(
            "one",
            "two",
            null,
            Duration.ofHours(1),
            kin
                ? Sketch.subOrchestration("a", Sketch.withStage())
                : Sketch.asynchronous("a", Sketch.withStage()),
            Sketch.background("e", new StartCondition.Evaluation("check", order)),
            Sketch.interactive("ask", Sketch.after("e"), "user:ada", Sketch.finished()))
        .stage("two", null, Sketch.finished(), Sketch.background("b", Sketch.withStage()))
        .orchestration();
  }

  private static Told asking(boolean kin) {
    return at(Stand.IN_PROGRESS, kin).evaluated("start:e", true).finished("e");
  }

  private static String deadline(RunState state) {
    return state instanceof StartedRun run
            && run.current() instanceof StageRun stage
            && stage.timer() != null
        ? stage.timer().key()
        : "deadline:one.1@0";
  }

  private static Run.Start start() {
    var record = new RunRecord("Quote", "7", 1, VALUES, null);
    return new Run.Start("sketch", 1, INPUTS, "hash", null, "ada", record, null, null);
  }

  private static Run.Start startOfKin() {
    var record = new RunRecord("Quote", "7", 1, VALUES, null);
    return new Run.Start("sketch", 1, INPUTS, "hash", null, "ada", record, PARENT, null);
  }

  private static String subRun(RunState state) {
    return state instanceof StartedRun run && run.step("a") instanceof StepRun step
        ? String.valueOf(step.subRun())
        : "none";
  }

  private static boolean isOfKin(Run.Decidable command) {
    return command instanceof Run.KinRequest || command instanceof Run.KinReport;
  }

  /** One of each command, by the name it has in the table. */
  private static Map<String, Run.Decidable> commands(RunState state) {
    var pass = state instanceof StartedRun run ? run.evaluations().pass() : 1;
    var all =
        List.of(
            start(),
            new Run.Cancel("ada", null, null),
            new Run.Publish(new Runs.Event("r1", "event", null, null, Map.of()), null),
            new Run.NoticeRecord("Quote", "7", 2, VALUES, null),
            new Run.Claim(ITEM, Told.ADA, null),
            new Run.Release(ITEM, Told.ADA, null),
            new Run.Reassign(ITEM, Told.ADA, Assignee.parse("group:hr"), null, null),
            new Run.Complete(ITEM, Told.ADA, VALUES, null),
            operate(new RunOperation.Suspend(null)),
            operate(new RunOperation.Resume()),
            operate(new RunOperation.Retry("a", VALUES)),
            operate(new RunOperation.Skip("a", VALUES)),
            operate(new RunOperation.Jump("two", null)),
            new Run.Migrate(new RunMigration(2, Map.of(), Map.of(), false), "ola", null),
            new Run.TimerFired(deadline(state), null),
            new RunKin.Abandon("sketch", 1, PARENT, null),
            new RunKin.Ended(
                new RunKin.SubRunEnd(subRun(state), RunStatus.Completed, VALUES, null), null),
            new RunKin.SubRunAnswered(subRun(state), false),
            new RunKin.ParentAnswered(1),
            new Run.StepReported("a", 1, 1, new StepOutcome.Finished(VALUES, null)),
            new Run.StepWaits("a", 1, 1, 1, "nap", Told.START.plus(Duration.ofDays(1))),
            new Run.WaitForgotten("a", 1, 1),
            new Run.ItemRouted("ask", 1, 1, null),
            new Run.RecordAnswered("Order", "7", 1, VALUES, null),
            new Run.TimePassed(deadline(state)),
            new Run.TimerStored(deadline(state)),
            new Run.OthersServed(),
            new Run.EvaluationReported(pass, "start:e", 1, true, null, false));
    var named = new LinkedHashMap<String, Run.Decidable>();
    all.forEach(command -> named.put(name(command), command));
    return named;
  }

  private static Run.Decidable operate(RunOperation operation) {
    return new Run.Operate(operation, "ola", null);
  }

  private static String name(Run.Decidable command) {
    return command instanceof Run.Operate operate
        ? name(operate.operation().getClass())
        : name(command.getClass());
  }

  private static String name(Class<?> command) {
    return command.getSimpleName();
  }

  private static String outcome(Run.Decidable command, Stand stand) {
    var run = at(stand, isOfKin(command));
    return switch (run.later(Duration.ofHours(1)).tell(command).last()) {
      case RunDecision.Rejected no -> no.reason().name();
      case RunDecision.Postponed ignored -> "postponed";
      case RunDecision.Accepted yes when yes.events().isEmpty() -> "unchanged";
      case RunDecision.Accepted yes ->
          yes.events().stream()
              .map(event -> StoredEvents.name(event.getClass()))
              .collect(Collectors.joining(" "));
    };
  }

  /** A command stands alone in a line, its states follow. */
  static List<Row> rows() {
    var rows = new ArrayList<Row>();
    var command = "";
    for (var line : lines()) {
      if (!line.startsWith(" ")) {
        command = line.strip();
      } else {
        var parts = line.strip().split(": ");
        rows.add(new Row(command, parts[0], parts[1]));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(TABLE).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyCommandDoesWhatTheTableSays(Row row) {
    var stand = Stand.valueOf(row.stand());
    var kin = isOfKin(commands(at(stand, false).state()).get(row.command()));
    var command = commands(at(stand, kin).state()).get(row.command());
    assertThat(outcome(command, stand)).isEqualTo(row.outcome());
  }

  @Test
  void everyPairOfACommandAndAStateHasARow() {
    var wanted =
        leaves(Run.Decidable.class)
            .flatMap(command ->
                command == Run.Operate.class ? leaves(RunOperation.class) : Stream.of(command))
            .flatMap(command -> Stream.of(Stand.values()).map(stand -> name(command) + " " + stand))
            .toList();
    assertThat(rows())
        .extracting(row -> row.command() + " " + row.stand())
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandTableTest::leaves)
        : Stream.of(type);
  }

  /** Writes the table as things are, to be read with care before it is kept. */
  public static void main(String[] arguments) {
    for (var example : commands(new RunState.NotStarted()).entrySet()) {
      var name = example.getKey();
      System.out.println(name);
      for (var stand : Stand.values()) {
        var command = commands(at(stand, isOfKin(example.getValue())).state()).get(name);
        System.out.println("  " + stand + ": " + outcome(command, stand));
      }
      System.out.println();
    }
  }
}
