package baton.http;

import baton.directory.People;
import baton.document.Definitions;
import baton.record.RecordProblem;
import baton.record.RecordType;
import baton.record.RecordTypes;
import baton.record.Records;
import baton.run.Runs;
import baton.task.Tasks;
import baton.view.Histories;
import baton.view.ListRebuild;
import baton.view.RunList;
import baton.work.CaughtMail;
import baton.work.WorkItems;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * All that the API speaks to.
 *
 * @param mails what the mail catcher of a dev node holds, newest first; empty where mail is sent on
 */
public record Doors(
    Definitions orchestrations,
    Definitions flows,
    Runs runs,
    RunListing runList,
    Rebuilding listRebuild,
    Histories runHistory,
    WorkItems workItems,
    Tasks tasks,
    Interviewing interviews,
    People people,
    Records records,
    RecordTypeDoor recordTypes,
    Optional<Supplier<List<CaughtMail>>> mails,
    Readiness readiness) {

  /** The list of runs: {@link RunList#list}. */
  public interface RunListing {
    CompletionStage<RunList.Page> list(
        RunList.Filter filter, RunList.Order order, int limit, Optional<String> cursor);
  }

  /** The list of runs, written anew: {@link ListRebuild#part}. */
  @FunctionalInterface
  public interface Rebuilding {
    CompletionStage<ListRebuild.Part> part(long place);
  }

  /** The declared types of records: {@link baton.record.RecordTypes}. */
  public interface RecordTypeDoor {
    CompletionStage<Optional<RecordType>> type(String name);

    CompletionStage<List<RecordType>> types();

    CompletionStage<List<RecordProblem>> put(RecordType type, String by);

    static RecordTypeDoor of(RecordTypes types) {
      return new RecordTypeDoor() {
        @Override
        public CompletionStage<Optional<RecordType>> type(String name) {
          return types.type(name);
        }

        @Override
        public CompletionStage<List<RecordType>> types() {
          return types.types();
        }

        @Override
        public CompletionStage<List<RecordProblem>> put(RecordType type, String by) {
          return types.put(type, by);
        }
      };
    }
  }

  /** Why a node takes no requests now; empty when it does. */
  public interface Readiness {
    CompletionStage<Optional<String>> problem();
  }
}
