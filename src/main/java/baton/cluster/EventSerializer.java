package baton.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The serializer {@code baton-event} of everything that is stored for ever: the sealed interfaces
 * that {@code pekko.actor.serialization-bindings} gives to it.
 */
public final class EventSerializer extends SerializerWithStringManifest {
  private static final String OWN_NAME = "baton-event";
  private static final String BINDINGS = "pekko.actor.serialization-bindings";

  /** Stored beside every event: never to be changed. */
  private static final int IDENTIFIER = 20260;

  private final EventFormat format;

  /** Called by Pekko. */
  public EventSerializer(ExtendedActorSystem system) {
    this.format = EventFormat.of(bound(system));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return format.name(event);
  }

  @Override
  public byte[] toBinary(Object event) {
    try {
      return format.write(event);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot store " + event.getClass().getName(), unwritable);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      return format.read(manifest, bytes);
    } catch (IOException unreadable) {
      var wrapped = new NotSerializableException(unreadable.getMessage());
      wrapped.initCause(unreadable);
      throw wrapped;
    }
  }

  private static List<Class<?>> bound(ExtendedActorSystem system) {
    Config bindings = system.settings().config().getConfig(BINDINGS);
    var types = new ArrayList<Class<?>>();
    for (var binding : bindings.entrySet()) {
      if (binding.getValue().unwrapped().equals(OWN_NAME)) {
        var name = ConfigUtil.splitPath(binding.getKey()).getFirst();
        types.add(load(name, system));
      }
    }
    return types;
  }

  private static Class<?> load(String name, ExtendedActorSystem system) {
    try {
      return Class.forName(name, false, system.dynamicAccess().classLoader());
    } catch (ClassNotFoundException absent) {
      throw new IllegalArgumentException(
          BINDINGS + " names " + name + ", which does not exist", absent);
    }
  }
}
