package baton.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a step ended, by their place in the collection. In blocks, so that a change
 * copies one block and not ten thousand items.
 */
record ItemOutcomes(List<List<@Nullable StepOutcome>> blocks) {
  private static final int BLOCK = 128;
  private static final List<@Nullable StepOutcome> NONE =
      Collections.unmodifiableList(new ArrayList<>(Collections.nCopies(BLOCK, null)));

  static ItemOutcomes none(int count) {
    return new ItemOutcomes(Collections.nCopies((count + BLOCK - 1) / BLOCK, NONE));
  }

  @Nullable StepOutcome get(int index) {
    return blocks.isEmpty() ? null : blocks.get(index / BLOCK).get(index % BLOCK);
  }

  ItemOutcomes with(int index, @Nullable StepOutcome outcome) {
    var block = new ArrayList<>(blocks.get(index / BLOCK));
    block.set(index % BLOCK, outcome);
    var all = new ArrayList<>(blocks);
    all.set(index / BLOCK, Collections.unmodifiableList(block));
    return new ItemOutcomes(Collections.unmodifiableList(all));
  }
}
