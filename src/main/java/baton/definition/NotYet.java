package baton.definition;

import baton.document.Fields;

/** What the format has words for and Baton cannot do yet: read in drafts, refused at activation. */
enum NotYet {
  MULESOFT("mulesoft", "MuleSoft steps"),
  WAIT("wait", "Waits"),
  DUE("due", "Due dates and escalations");

  final String field;
  private final String feature;

  NotYet(String field, String feature) {
    this.field = field;
    this.feature = feature;
  }

  /** Tells that the feature is used here, where it is. */
  static void tell(Fields fields, NotYet... features) {
    for (var feature : features) {
      if (fields.has(feature.field)) {
        fields.error(
            fields.nameOf(feature.field),
            feature.feature + " (`" + feature.field + "`) do not exist yet",
            "Remove it to activate this version; a draft may keep it");
      }
    }
  }
}
