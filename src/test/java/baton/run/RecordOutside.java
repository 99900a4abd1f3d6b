package baton.run;

import static baton.run.Witness.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record that a simulated run is about, which people change at any time. Its newest version is
 * told until the run has answered; older ones are told as well, late or again.
 */
final class RecordOutside {
  static final String TYPE = "Deal";
  private static final String ID = "d1";
  private static final String[] STAGES = {"Open", "Won", "Lost"};

  private final Outside outside;
  private long newest = 1;
  private long told = 1;

  RecordOutside(Outside outside) {
    this.outside = outside;
  }

  /** As it was when its change started the run. */
  RunRecord atStart() {
    return new RunRecord(
        TYPE, ID, 1, fields(1), outside.dice("prior", 9) % 2 == 0 ? null : fields(0));
  }

  long newest() {
    return newest;
  }

  void changes() {
    newest++;
  }

  /** What each version holds follows from the seed. */
  Map<String, JsonNode> fields(long version) {
    return Map.of(
        "Amount", IntNode.valueOf(outside.dice("amount " + version, 9) % 3),
        "Stage", TextNode.valueOf(STAGES[outside.dice("stage " + version, 9) % 3]));
  }

  Run.NoticeRecord news(long version) {
    return new Run.NoticeRecord(TYPE, ID, version, fields(version), null);
  }

  /** Of any version so far; once in a while of a record that is none of the run's business. */
  Run.NoticeRecord anyNews(int pick) {
    var version = 1 + pick / 8 % newest;
    return pick % 16 == 0
        ? new Run.NoticeRecord(TYPE, "d2", newest + version, fields(version), null)
        : news(version);
  }

  /** What the run has not answered yet; null if it knows. */
  Run.@Nullable NoticeRecord untold() {
    return told < newest ? news(newest) : null;
  }

  /** At the end an open run knows its record as it is. */
  void end(RunState truth) {
    if (truth instanceof StartedRun run
        && run.start().record() instanceof RunRecord known
        && !run.status().ended()) {
      require(
          known.version() == newest && known.fields().equals(fields(newest)),
          "version %s of the record is not known: %s",
          newest,
          known);
    }
  }

  /** Any answer will do, once there is a run. */
  void answered(Run.NoticeRecord news) {
    if (news.id().equals(ID)) {
      told = Math.max(told, news.version());
    }
  }
}
