package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an interview has come, while it waits for a screen's answer or an action's result. Plain
 * data: it may be written down, read on another node and gone on from there.
 *
 * @param frames the flow and, within it, the subflows being run, the innermost last
 * @param behind where everything stood at each screen that one can go back to, the latest last
 * @param screen the number of the screen that is shown or was shown last, from 1
 * @param typed what was typed into a screen, by {@link #screenKey}: kept for going back and forth
 * @param calls how many actions were asked for so far
 */
public record Progress(
    List<Frame> frames,
    List<List<Frame>> behind,
    int screen,
    Map<String, Map<String, JsonNode>> typed,
    int calls) {
  public Progress {
    frames = List.copyOf(frames);
    behind = List.copyOf(behind);
    typed = Collections.unmodifiableMap(new LinkedHashMap<>(typed));
  }

  /** One flow being run: the element it stands at, its variables, and the loops it is in. */
  public record Frame(
      String flow,
      String position,
      Map<String, JsonNode> variables,
      Map<String, Cursor> cursors,
      @Nullable String fault) {
    public Frame {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
      cursors = Collections.unmodifiableMap(new LinkedHashMap<>(cursors));
    }
  }

  /** The items of a loop as they were when it began, and which one is being done. */
  public record Cursor(JsonNode items, int index) {}

  Frame innermost() {
    return frames.get(frames.size() - 1);
  }

  /** The name of the screen or action that is waited for. */
  public String position() {
    return innermost().position();
  }

  /** About how many bytes the values take as JSON. */
  int bytes() {
    var total = 0;
    for (var frame : frames) {
      total += Sizes.bytes(frame.variables().values());
      for (var cursor : frame.cursors().values()) {
        total += Sizes.bytes(cursor.items());
      }
    }
    return total;
  }

  public boolean canGoBack() {
    return !behind.isEmpty();
  }

  /** What was typed into the screen at which this stands. */
  public Map<String, JsonNode> typedHere() {
    return typed.getOrDefault(screenKey(), Map.of());
  }

  /** The same, with these values typed over it. */
  Map<String, JsonNode> typedHere(Map<String, JsonNode> values) {
    var all = new LinkedHashMap<>(typedHere());
    all.putAll(values);
    return all;
  }

  /** The same place, with values kept for its screen. */
  public Progress typing(Map<String, JsonNode> values) {
    var kept = new LinkedHashMap<>(typed);
    kept.put(screenKey(), Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    var oldest = screen - FlowLimits.MAX_SCREENS_BACK;
    kept.keySet().removeIf(key -> number(key) < oldest);
    return new Progress(frames, behind, screen, kept, calls);
  }

  /** The same screen may be shown again in a loop: its number tells its showings apart. */
  private String screenKey() {
    return screen + ":" + innermost().flow() + "." + position();
  }

  private static int number(String screenKey) {
    return Integer.parseInt(screenKey.substring(0, screenKey.indexOf(':')));
  }
}
