package baton.work;

import java.util.SortedMap;

/** How many open items wait for a person: mine, and in each group and queue the unclaimed ones. */
public record InboxCounts(
    int mine, SortedMap<String, Integer> groups, SortedMap<String, Integer> queues) {}
