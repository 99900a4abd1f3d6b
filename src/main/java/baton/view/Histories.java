package baton.view;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** The door to what has happened to runs. */
public interface Histories {
  /**
   * The entries with the numbers from {@code after + 1} to {@code after + atMost}, oldest first;
   * none where there is no such run.
   */
  CompletionStage<List<RunHistory.Entry>> entries(String runId, long after, int atMost);

  /** All entries, oldest first, as fast as they are taken. */
  Source<RunHistory.Entry, NotUsed> all(String runId);

  /**
   * Some milestones.
   *
   * @param more whether there are others behind them
   */
  record MilestonePage(List<Milestone> milestones, boolean more) {}

  /** Milestones of events with higher numbers than {@code after}, oldest first. */
  CompletionStage<MilestonePage> milestones(String runId, long after, int atMost);

  /** What matters to people in it, oldest first. */
  Source<Milestone, NotUsed> milestones(String runId);
}
