package baton.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a change expects to find. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Expected.Anything.class, name = "anything"),
  @JsonSubTypes.Type(value = Expected.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = Expected.Version.class, name = "version")
})
public sealed interface Expected {
  /** Whatever is there. */
  record Anything() implements Expected {}

  /** No record, so that the change creates it. */
  record Nothing() implements Expected {}

  /** Exactly this version. */
  record Version(long number) implements Expected {}
}
