package baton.expression;

import java.util.ArrayList;
import java.util.List;

/** What map and filter have collected so far: added to in place, as the library would copy. */
final class Collected {
  private final List<Object> elements = new ArrayList<>();

  Collected with(Object element) {
    Work.onElements(1);
    elements.add(element);
    return this;
  }

  List<Object> elements() {
    return elements;
  }
}
