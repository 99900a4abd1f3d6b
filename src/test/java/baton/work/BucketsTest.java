package baton.work;

import static org.assertj.core.api.Assertions.assertThat;

import baton.work.Buckets.Choice;
import baton.work.InboxStore.Bucket;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final int UNKNOWN = WorkRouter.NO_BUCKET;

  @Test
  void aBucketTakesSoManyItemsAndNoMore() {
    var buckets = new Buckets(List.of(), 0);
    assertThat(buckets.choose("i0", UNKNOWN, true)).isEqualTo(new Choice(0, true));
    for (var i = 1; i < Buckets.MOST_ROWS; i++) {
      assertThat(buckets.choose("i" + i, UNKNOWN, true)).isEqualTo(new Choice(0, false));
    }

    assertThat(buckets.choose("one more", UNKNOWN, true)).isEqualTo(new Choice(1, true));
  }

  @Test
  void aRouterThatStartsGoesOnInTheNewestBucket() {
    var buckets = new Buckets(List.of(bucket(0, false), bucket(1, false)), Buckets.MOST_ROWS - 1);

    assertThat(buckets.choose("a", UNKNOWN, true)).isEqualTo(new Choice(1, false));
    assertThat(buckets.choose("b", UNKNOWN, true)).isEqualTo(new Choice(2, true));
  }

  @Test
  void anItemKeepsItsBucket() {
    var buckets = new Buckets(List.of(bucket(0, false), bucket(1, false)), 1);

    assertThat(buckets.choose("old", 0, true)).isEqualTo(new Choice(0, false));
    assertThat(buckets.choose("new", UNKNOWN, true)).isEqualTo(new Choice(1, false));
    assertThat(buckets.choose("new", UNKNOWN, true)).isEqualTo(new Choice(1, false));
  }

  @Test
  void nothingOpensInADrainedBucket() {
    var buckets = new Buckets(List.of(bucket(0, true), bucket(1, false)), 1);

    assertThat(buckets.choose("closes", 0, false)).isEqualTo(new Choice(0, false));
    assertThat(buckets.choose("opens", 0, true)).isEqualTo(new Choice(1, false));
  }

  @Test
  void aBucketBegunByAnotherRouterIsTakenOver() {
    var buckets = new Buckets(List.of(bucket(0, false)), 5);

    assertThat(buckets.choose("theirs", 1, true)).isEqualTo(new Choice(1, false));
    assertThat(buckets.choose("mine", UNKNOWN, true)).isEqualTo(new Choice(1, false));
  }

  @Test
  void aFullBucketIsLookedAtAfterSomethingClosedInIt() {
    var buckets = new Buckets(List.of(bucket(0, false), bucket(1, false)), 1);
    assertThat(buckets.nextToLookAt()).as("after a start").isEqualTo(0);
    assertThat(buckets.nextToLookAt()).isEqualTo(UNKNOWN);

    buckets.choose("a", 0, false);
    buckets.written(0, false);
    buckets.written(1, false);

    assertThat(buckets.nextToLookAt()).isEqualTo(0);
    assertThat(buckets.drain(0)).isTrue();
    assertThat(buckets.choose("a", 0, true)).isEqualTo(new Choice(1, false));
    assertThat(buckets.nextToLookAt()).as("the newest is never drained").isEqualTo(UNKNOWN);
  }

  @Test
  void aBucketInWhichSomethingIsOpeningIsNotDrained() {
    var buckets = new Buckets(List.of(bucket(0, false), bucket(1, false)), 1);
    buckets.choose("a", 0, true);
    assertThat(buckets.nextToLookAt()).as("while it is written").isEqualTo(UNKNOWN);
    buckets.written(0, true);

    assertThat(buckets.nextToLookAt()).isEqualTo(0);
    buckets.choose("b", 0, true);
    assertThat(buckets.drain(0)).as("opened since it was read").isFalse();
  }

  private static Bucket bucket(int number, boolean drained) {
    return new Bucket(number, Items.CREATED, drained);
  }
}
