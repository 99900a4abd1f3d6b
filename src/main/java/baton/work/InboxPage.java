package baton.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some items of a list, and where to go on; without a place there are no more. A search through a
 * very long list may answer fewer items than asked, even none, and a place to go on.
 */
public record InboxPage(List<WorkItem> items, @Nullable InboxPosition next) {
  public InboxPage {
    items = List.copyOf(items);
  }
}
