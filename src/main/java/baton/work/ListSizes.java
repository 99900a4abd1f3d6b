package baton.work;

/**
 * How long the parts of a list grow.
 *
 * @param rowsOfBucket a bucket that has them gets no newer item
 * @param bucketsOfPage a page of the index has no more
 */
record ListSizes(int rowsOfBucket, int bucketsOfPage) {
  static final ListSizes USUAL = new ListSizes(500, 100);

  /** A bucket with more rows is split; older items that come later make it longer. */
  int mostRows() {
    return 2 * rowsOfBucket;
  }

  /** A bucket with fewer rows is not copied for its closed ones. */
  int fewRows() {
    return rowsOfBucket / 8;
  }

  /** A bucket with fewer open items is joined with a neighbour. */
  int fewOpen() {
    return rowsOfBucket / 4;
  }

  /** Two buckets are joined if they have at most so many open items together. */
  int mostJoined() {
    return rowsOfBucket * 3 / 4;
  }

  /** A page with fewer is joined with its neighbour when both fit well. */
  int fewBuckets() {
    return bucketsOfPage / 4;
  }
}
