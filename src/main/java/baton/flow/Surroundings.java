package baton.flow;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a flow is read against.
 *
 * @param activeFlows the flows that may be called, bound to their own subflows; null where calls
 *     are not checked yet, as in a draft
 * @param recordTypes what is known of the types of records that it names; null where they are not
 *     looked at
 */
record Surroundings(
    Actions actions,
    @Nullable Map<String, Flow> activeFlows,
    @Nullable Map<String, Records.RecordType> recordTypes) {
  Surroundings(Actions actions, @Nullable Map<String, Flow> activeFlows) {
    this(actions, activeFlows, null);
  }

  /** Whether running the flow can mean waiting for something outside, or for a time. */
  boolean callsOut(Flow flow) {
    return any(
        flow,
        element ->
            element instanceof Element.Wait
                || element instanceof Element.Action call && callsOut(call.action()));
  }

  static boolean waits(Flow flow) {
    return any(flow, Element.Wait.class::isInstance);
  }

  static boolean writesRecords(Flow flow) {
    return any(flow, element -> element instanceof Element.RecordCall call && call.kind().writes());
  }

  private static boolean any(Flow flow, Predicate<Element> is) {
    return Stream.concat(Stream.of(flow), flow.subflows().values().stream())
        .flatMap(each -> each.elements().values().stream())
        .anyMatch(is);
  }

  boolean callsOut(String action) {
    var found = actions.find(action);
    return found != null && found.callsOut();
  }
}
