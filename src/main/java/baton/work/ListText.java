package baton.work;

import baton.work.ListStore.BucketAt;
import baton.work.ListStore.Counted;
import baton.work.ListStore.Notes;
import baton.work.ListStore.PageAt;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parts of an index of a list as texts, short because one names a hundred buckets. */
final class ListText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ListText() {}

  static String ofBuckets(List<BucketAt> buckets) {
    var texts = JSON.createArrayNode();
    for (var bucket : buckets) {
      place(texts.addArray(), bucket.from()).add(bucket.id().toString());
    }
    return texts.toString();
  }

  static List<BucketAt> buckets(@Nullable String text) {
    var buckets = new ArrayList<BucketAt>();
    for (var entry : read(text)) {
      buckets.add(new BucketAt(place(entry), UUID.fromString(entry.get(2).asText())));
    }
    return buckets;
  }

  static String ofPages(List<PageAt> pages) {
    var texts = JSON.createArrayNode();
    for (var page : pages) {
      place(texts.addArray(), page.from()).add(page.number());
    }
    return texts.toString();
  }

  static List<PageAt> pages(@Nullable String text) {
    var pages = new ArrayList<PageAt>();
    for (var entry : read(text)) {
      pages.add(new PageAt(place(entry), entry.get(2).asInt()));
    }
    return pages;
  }

  static String ofNotes(Notes notes) {
    var text = JSON.createObjectNode();
    var unsettled = text.putObject("unsettled");
    notes
        .unsettled()
        .forEach((id, counted) ->
            unsettled.putArray(id.toString()).add(counted.open()).add(counted.free()));
    var leaving = text.putObject("leaving");
    notes.leaving().forEach((id, due) -> leaving.put(id.toString(), due.toEpochMilli()));
    var building = text.putArray("building");
    notes.building().forEach(id -> building.add(id.toString()));
    text.put("repacked", notes.repacked());
    return text.toString();
  }

  static Notes notes(@Nullable String text) {
    var notes = read(text);
    var unsettled = new LinkedHashMap<UUID, Counted>();
    notes
        .path("unsettled")
        .properties()
        .forEach(one ->
            unsettled.put(
                UUID.fromString(one.getKey()),
                new Counted(one.getValue().get(0).asInt(), one.getValue().get(1).asInt())));
    var leaving = new LinkedHashMap<UUID, Instant>();
    notes
        .path("leaving")
        .properties()
        .forEach(one ->
            leaving.put(
                UUID.fromString(one.getKey()), Instant.ofEpochMilli(one.getValue().asLong())));
    var building = new LinkedHashSet<UUID>();
    notes.path("building").forEach(id -> building.add(UUID.fromString(id.asText())));
    return new Notes(unsettled, leaving, building, notes.path("repacked").asBoolean());
  }

  private static ArrayNode place(ArrayNode entry, InboxPosition place) {
    return entry.add(place.createdAt().toEpochMilli()).add(place.itemId());
  }

  private static InboxPosition place(JsonNode entry) {
    return new InboxPosition(Instant.ofEpochMilli(entry.get(0).asLong()), entry.get(1).asText());
  }

  private static JsonNode read(@Nullable String text) {
    try {
      return JSON.readTree(text == null ? "[]" : text);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a row holds no part of an index: " + text, unreadable);
    }
  }
}
