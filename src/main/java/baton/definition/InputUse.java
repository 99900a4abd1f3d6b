package baton.definition;

import baton.document.Fields;
import baton.document.Spelling;
import baton.document.Values;
import baton.expression.Type;
import baton.expression.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values for the inputs of what a step runs, and checks them against those it declares. */
final class InputUse {
  private final Reading reading;

  InputUse(Reading reading) {
    this.reading = reading;
  }

  /**
   * The values under {@code inputs}.
   *
   * @param field where stands what takes them
   * @param what it is, such as {@code flow}
   * @param declared null where they are not known
   */
  Map<String, Value> read(
      Fields fields,
      String field,
      String what,
      @Nullable String taker,
      @Nullable Map<String, FlowCatalog.Input> declared) {
    var values = new LinkedHashMap<String, Value>();
    fields
        .mapping("inputs")
        .forEach((name, entry) -> {
          var input = declared == null ? null : declared.get(name);
          if (declared != null && input == null) {
            reading.error(
                entry.name(),
                "The " + what + " `" + taker + "` has no input `" + name + "`",
                Spelling.remedy(name, declared.keySet(), "Remove it"));
          }
          var type = input == null ? Type.ANY : input.type();
          var value = Values.read(entry.node(), reading.scope(), type, reading.problems());
          if (value != null) {
            values.put(name, value);
          }
        });
    if (declared != null) {
      tellMissing(fields, field, what, declared);
    }
    return Collections.unmodifiableMap(values);
  }

  private void tellMissing(
      Fields fields, String field, String what, Map<String, FlowCatalog.Input> declared) {
    var given = fields.mapping("inputs").keySet();
    declared.forEach((name, input) -> {
      if (input.required() && !given.contains(name)) {
        reading.error(
            fields.has("inputs") ? fields.nameOf("inputs") : fields.placeOf(field),
            "The " + what + " needs the input `" + name + "`",
            "Give it a value under `inputs`");
      }
    });
  }
}
