package baton.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of a person's items, and where to go on; no cursor means there are no more. */
public record InboxPage(List<WorkItem> items, @Nullable String cursor) {
  public InboxPage {
    items = List.copyOf(items);
  }
}
