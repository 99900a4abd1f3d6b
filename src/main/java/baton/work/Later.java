package baton.work;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** How an actor goes on with what comes later: as itself, one at a time; a failure ends it. */
interface Later {
  <T> void then(CompletionStage<T> stage, Consumer<T> next);
}
