package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record outside of a simulated run. While it counts the run among those that it tells, its
 * newest version is told until the run has answered.
 */
final class SimulatedRecord {
  private static final String[] STAGES = {"Open", "Won", "Lost"};
  private static final TextNode LONG = TextNode.valueOf("x".repeat(520_000));

  final String type;
  final String id;
  private final Outside outside;
  private final boolean grows;
  private long newest;
  private long told;
  private boolean tells;
  private boolean deleted;

  /**
   * @param newest 0 where it is yet to be created
   * @param grows whether some versions do not fit into the run
   */
  SimulatedRecord(
      Outside outside, String type, String id, long newest, boolean tells, boolean grows) {
    this.outside = outside;
    this.type = type;
    this.id = id;
    this.newest = newest;
    this.told = newest;
    this.tells = tells;
    this.grows = grows;
  }

  boolean is(String otherType, String otherId) {
    return type.equals(otherType) && id.equals(otherId);
  }

  long newest() {
    return newest;
  }

  boolean tells() {
    return tells;
  }

  void changes() {
    if (!deleted) {
      newest++;
    }
  }

  /** For good, with the values that it had. */
  void ends() {
    changes();
    deleted = true;
  }

  /** What each version holds follows from the seed. */
  Map<String, JsonNode> fields(long version) {
    var dice = id.equals(RecordOutside.ID) ? "" + version : id + version;
    var fields = new LinkedHashMap<String, JsonNode>();
    fields.put("Amount", IntNode.valueOf(outside.dice("amount " + dice, 9) % 3));
    fields.put("Stage", TextNode.valueOf(STAGES[outside.dice("stage " + dice, 9) % 3]));
    fields.put("Version", IntNode.valueOf((int) version));
    if (grows && outside.dice("note " + dice, 9) % 3 > 0) {
      fields.put("Note", LONG);
    }
    return fields;
  }

  Run.NoticeRecord news(long version) {
    return new Run.NoticeRecord(type, id, version, fields(version), null);
  }

  /** What the run has not answered yet; null if it knows, or is none of those that are told. */
  Run.@Nullable NoticeRecord untold() {
    return tells && told < newest ? news(newest) : null;
  }

  /** The run is among those that are told from now on; here is what is known by now. */
  Run.RecordAnswered follow() {
    tells = true;
    told = Math.max(told, newest);
    var fields = newest == 0 ? Map.<String, JsonNode>of() : fields(newest);
    return new Run.RecordAnswered(type, id, newest, fields, null);
  }

  void heard(long version) {
    told = Math.max(told, version);
  }

  /** The run does not want to hear of it. */
  void refused() {
    tells = false;
  }
}
