package baton.definition;

import baton.document.Fields;

/** The words for people: a label, and a description, of anything in a definition. */
final class Labels {
  private Labels() {}

  /** Tells labels and descriptions that are no text or too long. */
  static void check(Fields fields) {
    check(fields, "label");
    check(fields, "description");
  }

  private static void check(Fields fields, String field) {
    var text = fields.text(field);
    if (text != null && text.length() > DefinitionLimits.MAX_LABEL_CHARACTERS) {
      fields.error(
          fields.placeOf(field),
          "The %s has more than %,d characters"
              .formatted(field, DefinitionLimits.MAX_LABEL_CHARACTERS),
          "Shorten it");
    }
  }

  /** The label, else the name made readable: {@code collect_documents} as Collect documents. */
  static String of(Fields fields, String name) {
    var node = fields.nodeOrNothing("label");
    if (node != null && node.json().isTextual()) {
      return node.json().textValue();
    }
    var words = name.replace('_', ' ').strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
