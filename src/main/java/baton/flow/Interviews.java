package baton.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * The door to the interviews of all work items: one per item and person, on whichever node, device
 * or day the person goes on.
 *
 * <p>A failed stage means that the outcome is unknown: look again with {@link #view}. Who may do an
 * item is not decided here.
 */
public final class Interviews {
  private static final EntityTypeKey<Interview.Command> KEY =
      EntityTypeKey.create(Interview.Command.class, "Interview");

  /** Longer than {@link #PATIENCE}, so that an interview always has the time to say something. */
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(30);

  /** Longer than what an action between two screens usually takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration IDLE_AFTER = Duration.ofMinutes(2);

  private final ClusterSharding sharding;

  private Interviews(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  /** Completes work items whose screen flow has finished. */
  public interface Completion {
    /** May be called again with the same item, person and outputs until it has answered. */
    CompletionStage<Answer> complete(String itemId, String person, Map<String, JsonNode> outputs);

    sealed interface Answer {}

    record Completed() implements Answer {}

    /** The item is not completed by this: by whom it was done or taken away, and when. */
    record RefusedBecause(String text, String by, Instant at) implements Answer {}
  }

  public static Interviews init(
      ActorSystem<?> system,
      FlowSource flows,
      Actions actions,
      Completion completion,
      Secrets secrets,
      InstantSource clock) {
    var sharding = ClusterSharding.get(system);
    ActorRef<ShardingEnvelope<Interview.Command>> region =
        sharding.init(
            Entity.of(
                    KEY,
                    context -> {
                      var id = Id.read(context.getEntityId());
                      return Interview.create(
                          id,
                          PersistenceId.of(KEY.name(), context.getEntityId()),
                          new Interview.Surroundings(
                              flows, actions, completion, clock, IDLE_AFTER, PATIENCE, secrets),
                          context.getShard());
                    })
                // an interview that waits for an action must not be put to sleep for being quiet
                .withSettings(ClusterShardingSettings.create(system).withNoPassivationStrategy())
                .withStopMessage(new Interview.Stop()));
    system.log().debug("interviews are at {}", region);
    return new Interviews(sharding);
  }

  /** Which interview: of an item, by a person. */
  record Id(String item, String person) {
    String written() {
      return encoded(item) + "~" + encoded(person);
    }

    static Id read(String written) {
      var parts = written.split("~", 2);
      return new Id(decoded(parts[0]), decoded(parts[1]));
    }

    /** What is left has no character that ids of persistent actors may not have. */
    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("~", "%7E");
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  /** Begins the interview, or answers where the person is in it. */
  public CompletionStage<InterviewReply> open(
      String itemId, String person, String flow, int version, Map<String, JsonNode> inputs) {
    return ask(itemId, person, ref -> new Interview.Open(flow, version, inputs, ref));
  }

  public CompletionStage<InterviewReply> view(String itemId, String person) {
    return ask(itemId, person, Interview.View::new);
  }

  /**
   * Answers a screen; a field that is left out counts as it is shown.
   *
   * @param screen the name of the screen, or its {@link ScreenView#key}
   */
  public CompletionStage<InterviewReply> next(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    return ask(itemId, person, ref -> new Interview.Next(screen, values, ref));
  }

  /** Goes to the screen before, and keeps what was typed into this one. */
  public CompletionStage<InterviewReply> back(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    return ask(itemId, person, ref -> new Interview.Back(screen, values, ref));
  }

  /** Keeps what was typed, unchecked. */
  public CompletionStage<InterviewReply> save(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    return ask(itemId, person, ref -> new Interview.Save(screen, values, ref));
  }

  /** The screen as it would be with these values, and what is wrong with them; keeps nothing. */
  public CompletionStage<InterviewReply> preview(
      String itemId, String person, String screen, Map<String, JsonNode> values) {
    return ask(itemId, person, ref -> new Interview.Preview(screen, values, ref));
  }

  /** Searches the records that a lookup of the screen offers; changes nothing. */
  public CompletionStage<InterviewReply> search(
      String itemId, String person, String screen, String field, String words) {
    return ask(itemId, person, ref -> new Interview.Search(screen, field, words, null, ref));
  }

  /** How a record is shown that a lookup of the screen holds. */
  public CompletionStage<InterviewReply> chosen(
      String itemId, String person, String screen, String field, String id) {
    return ask(itemId, person, ref -> new Interview.Search(screen, field, "", id, ref));
  }

  /** All that the person has typed, whoever has the item now and wherever the interview stands. */
  public CompletionStage<InterviewReply> draft(String itemId, String person) {
    return ask(itemId, person, Interview.Draft::new);
  }

  /**
   * Keeps what was typed by somebody who may not do the item now, and answers with all that is
   * kept. It begins no flow: what a flow does before its first screen is not done by this.
   */
  public CompletionStage<InterviewReply> keep(
      String itemId,
      String person,
      String flow,
      int version,
      String screen,
      Map<String, JsonNode> values) {
    return ask(itemId, person, ref -> new Interview.Keep(flow, version, screen, values, ref));
  }

  /** Begins the flow again. */
  public CompletionStage<InterviewReply> restart(String itemId, String person) {
    return ask(itemId, person, Interview.Restart::new);
  }

  private CompletionStage<InterviewReply> ask(
      String itemId, String person, Function<ActorRef<InterviewReply>, Interview.Command> command) {
    return sharding
        .entityRefFor(KEY, new Id(itemId, person).written())
        .ask(command::apply, ASK_TIMEOUT);
  }
}
