package baton.directory;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry as it is kept: its own facts as JSON, and beside them its parts by their names, such as
 * the members of a group, of which there can be too many to write anew with each change.
 */
record StoredEntry(EntryKey key, long version, String body, SortedMap<String, String> parts) {
  StoredEntry {
    parts = new TreeMap<>(parts);
  }
}
