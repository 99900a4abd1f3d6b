package baton.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Named values as they are typed: {@code name=value} is a text, {@code name:=value} anything in
 * JSON.
 */
final class Values {
  static final String HOW = "NAME=TEXT or NAME:=JSON, such as parcel=7 weight:=12.5";

  private Values() {}

  static ObjectNode of(List<String> typed) {
    var values = Connection.JSON.createObjectNode();
    for (var each : typed) {
      var equals = each.indexOf('=');
      if (equals < 1 || each.startsWith(":=")) {
        throw new Refused("`" + each + "` is no value. Write " + HOW + ".");
      }
      if (each.charAt(equals - 1) == ':') {
        json(values, each.substring(0, equals - 1), each.substring(equals + 1));
      } else {
        values.put(each.substring(0, equals), each.substring(equals + 1));
      }
    }
    return values;
  }

  private static void json(ObjectNode values, String name, String json) {
    try {
      values.set(name, Connection.JSON.readTree(json));
    } catch (JsonProcessingException wrong) {
      throw new Refused(
          "The value of `"
              + name
              + "` is no JSON: "
              + json
              + ". A text needs no colon: "
              + HOW
              + ".");
    }
  }
}
