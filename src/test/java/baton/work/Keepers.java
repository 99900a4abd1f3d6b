package baton.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Routers of lists as far as they keep lists, without actors: each goes on when it has its turn.
 */
final class Keepers {
  private final Turns turns;
  private final InboxStore items;
  private final ListStore lists;
  ListSizes sizes;
  private final Map<Holder, Keeper> keepers = new HashMap<>();
  Instant now = Items.CREATED;

  Keepers(Turns turns, InboxStore items, ListStore lists, ListSizes sizes) {
    this.turns = turns;
    this.items = items;
    this.lists = lists;
    this.sizes = sizes;
  }

  private final class Keeper implements Later {
    final Holder holder;
    final List<Consumer<HolderList>> waiting = new ArrayList<>();
    @Nullable HolderList list;
    boolean dead;

    Keeper(Holder holder) {
      this.holder = holder;
      then(
          HolderList.load(sizes, holder, lists),
          loaded -> HolderList.start(holder, lists, items, this, () -> now, loaded, this::loaded));
    }

    private void loaded(HolderList loaded) {
      list = loaded;
      waiting.forEach(step -> step.accept(loaded));
    }

    void with(Consumer<HolderList> step) {
      if (list == null) {
        waiting.add(step);
      } else {
        step.accept(list);
      }
    }

    @Override
    public <T> void then(CompletionStage<T> stage, Consumer<T> next) {
      stage.whenComplete((value, failure) -> turns.add(() -> goOn(value, failure, next)));
    }

    private <T> void goOn(T value, @Nullable Throwable failure, Consumer<T> next) {
      if (dead) {
        return;
      }
      try {
        if (failure != null) {
          throw new IllegalStateException(failure);
        }
        next.accept(value);
      } catch (IllegalStateException failed) {
        dead = true;
        keepers.remove(holder, this);
      }
    }
  }

  /** The next router begins with the next row. */
  void crash(Holder holder) {
    var keeper = keepers.remove(holder);
    if (keeper != null) {
      keeper.dead = true;
    }
  }

  void file(Holder holder, ListRow row, Runnable done) {
    keeper(holder).with(list -> list.file(row, done));
  }

  void tick(Holder holder) {
    keeper(holder).with(HolderList::tick);
  }

  void countAgain(Holder holder) {
    keeper(holder).with(HolderList::countAgain);
  }

  private Keeper keeper(Holder holder) {
    return keepers.computeIfAbsent(holder, Keeper::new);
  }
}
