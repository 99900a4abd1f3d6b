package baton.app;

import baton.expression.Type;
import baton.flow.Records;
import baton.flow.ScreenField;
import baton.record.Expected;
import baton.record.RecordKey;
import baton.record.RecordTypes;
import baton.record.RecordView;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives flows the business records of the cluster. */
record FlowRecords(baton.record.Records records, RecordTypes types) implements Records {
  @Override
  public CompletionStage<Optional<RecordType>> type(String name) {
    return types.type(name).thenApply(found -> found.map(FlowRecords::type));
  }

  private static RecordType type(baton.record.RecordType declared) {
    return new RecordType(
        declared.name(),
        declared.label(),
        declared.fields().stream().map(FlowRecords::field).toList());
  }

  private static Field field(baton.record.RecordType.Field field) {
    return new Field(
        field.name(),
        field.label(),
        field.help(),
        field.type().orElse(Type.ANY),
        field.required(),
        field.choices().stream().map(c -> new ScreenField.Choice(c, c.asText())).toList(),
        field.maxCharacters(),
        field.least(),
        field.most());
  }

  @Override
  public CompletionStage<Optional<Stored>> read(String type, String id) {
    return records
        .record(new RecordKey(type, id))
        .thenApply(found -> found.filter(r -> !r.deleted()).map(FlowRecords::stored));
  }

  @Override
  public CompletionStage<Page> list(String type, @Nullable String after, int most) {
    return records
        .list(type, record -> true, most, Optional.ofNullable(after))
        .thenApply(page ->
            new Page(
                page.records().stream().map(FlowRecords::stored).toList(),
                page.cursor().orElse(null)));
  }

  @Override
  public CompletionStage<Answer> create(
      String type, String id, Map<String, JsonNode> fields, Change change) {
    return records
        .create(new RecordKey(type, id), fields, request(change))
        .thenApply(FlowRecords::answer);
  }

  @Override
  public CompletionStage<Answer> update(
      String type, String id, Map<String, JsonNode> fields, Change change) {
    return records
        .patch(new RecordKey(type, id), fields, new Expected.Anything(), request(change))
        .thenApply(FlowRecords::answer);
  }

  @Override
  public CompletionStage<Answer> delete(String type, String id, Change change) {
    var nothing = new Stored(type, id, 0, Map.of());
    return records
        .delete(new RecordKey(type, id), new Expected.Anything(), request(change))
        .thenApply(answer ->
            answer instanceof baton.record.Records.Answer.Refused no
                    && no.reason() == baton.record.RecordDecision.Reason.NOT_FOUND
                ? new Done(nothing)
                : answer(answer));
  }

  private static baton.record.Records.Request request(Change change) {
    return new baton.record.Records.Request(change.by(), change.key());
  }

  private static Answer answer(baton.record.Records.Answer answer) {
    return switch (answer) {
      case baton.record.Records.Answer.Done done -> new Done(stored(done.record()));
      case baton.record.Records.Answer.Refused no -> new Refused(words(no));
    };
  }

  private static String words(baton.record.Records.Answer.Refused no) {
    var detail =
        no.problems().isEmpty()
            ? no.detail()
            : no.problems().stream()
                .map(p -> p.message() + " " + p.remedy())
                .collect(Collectors.joining(" "));
    return Character.toUpperCase(detail.charAt(0))
        + detail.substring(1)
        + (detail.endsWith(".") ? "" : ".");
  }

  private static Stored stored(RecordView record) {
    return new Stored(record.type(), record.id(), record.version(), record.fields());
  }
}
