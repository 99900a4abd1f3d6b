package baton.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.jspecify.annotations.Nullable;

/** Files of one folder of the classpath, each read once and then kept. */
final class Assets {
  /** No part begins with a dot, so no path leads out of the folder. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9@_-][A-Za-z0-9@._-]*(/[A-Za-z0-9@_-][A-Za-z0-9@._-]*){0,10}");

  private static final Map<String, ContentType> TYPES =
      Map.ofEntries(
          Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
          Map.entry("js", text("javascript")),
          Map.entry("css", text("css")),
          Map.entry("json", ContentTypes.APPLICATION_JSON),
          Map.entry(
              "yaml",
              MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8).toContentType()),
          Map.entry("svg", MediaTypes.IMAGE_SVG_XML.toContentType()),
          Map.entry("png", MediaTypes.IMAGE_PNG.toContentType()),
          Map.entry("woff2", MediaTypes.FONT_WOFF_2.toContentType()));

  private final String folder;
  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  /**
   * @param folder such as {@code web}
   */
  Assets(String folder) {
    this.folder = folder;
  }

  /** One file; the tag changes with the content. */
  record Asset(byte[] bytes, ContentType type, String tag) {}

  Optional<Asset> find(String path) {
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    var found = known.get(path);
    if (found == null) {
      found = read(path, type);
      if (found == null) {
        return Optional.empty();
      }
      known.put(path, found);
    }
    return Optional.of(found);
  }

  private @Nullable Asset read(String path, ContentType type) {
    try (var stream = Assets.class.getClassLoader().getResourceAsStream(folder + "/" + path)) {
      if (stream == null) {
        return null;
      }
      var bytes = stream.readAllBytes();
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(bytes, type, HexFormat.of().formatHex(digest, 0, 12));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ContentType text(String subtype) {
    return MediaTypes.customWithOpenCharset("text", subtype, new HashMap<>(), false)
        .toContentType(HttpCharsets.UTF_8);
  }
}
