package baton.work;

import java.util.SortedMap;

/**
 * How many open items wait for a person: mine, and in each group and queue the unclaimed ones. Each
 * number stops at {@link #MOST}, shown as "1000+": counting further would read without end.
 */
public record InboxCounts(
    int mine, SortedMap<String, Integer> groups, SortedMap<String, Integer> queues) {
  public static final int MOST = 1_000;
}
