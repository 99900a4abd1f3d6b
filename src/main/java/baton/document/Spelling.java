package baton.document;

import baton.expression.Names;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names as a person is told of them, and which of them was probably meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * A remedy: the name probably meant, else all names where they are few, else {@code otherwise}.
   */
  public static String remedy(String written, Collection<String> names, String otherwise) {
    var listed = names.size() > 20 || names.isEmpty() ? otherwise : "One of: " + list(names);
    return Names.nearest(written, names).map(name -> "Did you mean `" + name + "`? ").orElse("")
        + listed;
  }

  /** The names, each in back quotes. */
  public static String list(Collection<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
