package baton.work;

import baton.work.InboxQuery.Order;
import baton.work.ListStore.BucketAt;
import baton.work.ListStore.Index;
import baton.work.ListStore.PageAt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket of a list has the items of which age, in pages that are stored each by itself.
 *
 * <p>A bucket has what is not older than its place and older than the place of the next; the first
 * one has all that is older, too. So where an item is follows from its age and id, and lists can be
 * read from any place in both directions.
 */
final class ListIndex {
  private static final class Page {
    final int number;
    final List<Bucket> buckets = new ArrayList<>();

    Page(int number) {
      this.number = number;
    }
  }

  private final ListSizes sizes;
  private final List<Page> pages = new ArrayList<>();
  private final TreeSet<Integer> changed = new TreeSet<>();
  private int version;

  /** As a router reads it when it starts; all its pages are to be written again. */
  ListIndex(Index stored, ListSizes sizes) {
    this.sizes = sizes;
    version = stored.version() + 1;
    for (var at : stored.pages()) {
      var page = new Page(at.number());
      stored
          .buckets()
          .getOrDefault(at.number(), List.of())
          .forEach(bucket -> page.buckets.add(Bucket.known(bucket)));
      if (!page.buckets.isEmpty()) {
        pages.add(page);
        changed.add(page.number);
      }
    }
    if (pages.isEmpty()) {
      add(0);
    }
  }

  int version() {
    return version;
  }

  int size() {
    return pages.stream().mapToInt(page -> page.buckets.size()).sum();
  }

  List<Bucket> all() {
    return pages.stream().flatMap(page -> page.buckets.stream()).toList();
  }

  /** The bucket that has this place; null in an empty index. */
  @Nullable Bucket at(InboxPosition position) {
    Bucket found = null;
    for (var bucket : pageOf(position).buckets) {
      if (found != null && Order.OLDEST.compare(bucket.from, position) > 0) {
        break;
      }
      found = bucket;
    }
    return found;
  }

  boolean isLast(Bucket bucket) {
    return last() == bucket;
  }

  @Nullable Bucket last() {
    var buckets = pages.getLast().buckets;
    return buckets.isEmpty() ? null : buckets.getLast();
  }

  @Nullable Bucket before(Bucket bucket) {
    var page = pageOf(bucket.from);
    var at = page.buckets.indexOf(bucket);
    var pageAt = pages.indexOf(page);
    if (at > 0) {
      return page.buckets.get(at - 1);
    }
    return pageAt > 0 ? pages.get(pageAt - 1).buckets.getLast() : null;
  }

  @Nullable Bucket behind(Bucket bucket) {
    var page = pageOf(bucket.from);
    var at = page.buckets.indexOf(bucket);
    var pageAt = pages.indexOf(page);
    if (at + 1 < page.buckets.size()) {
      return page.buckets.get(at + 1);
    }
    return pageAt + 1 < pages.size() ? pages.get(pageAt + 1).buckets.getFirst() : null;
  }

  /**
   * Those of the rows of a bucket that are its own. A router that did not know yet that there is
   * another bucket behind this one may have written into it what belongs there; it answered nobody.
   */
  List<ListRow> own(Bucket bucket, List<ListRow> rows) {
    var next = behind(bucket);
    return next == null
        ? rows
        : rows.stream().filter(row -> Order.OLDEST.compare(row.position(), next.from) < 0).toList();
  }

  /** Whether it still is in the index. */
  boolean has(Bucket bucket) {
    return pageOf(bucket.from).buckets.contains(bucket);
  }

  void append(Bucket bucket) {
    var page = pages.getLast();
    if (page.buckets.size() >= sizes.bucketsOfPage()) {
      page = add(pages.size());
    }
    page.buckets.add(bucket);
    touch(page);
  }

  /** Puts others, in order, in the place of buckets that stand beside each other. */
  void replace(List<Bucket> old, List<Bucket> fresh) {
    var first = pageOf(old.getFirst().from);
    var at = first.buckets.indexOf(old.getFirst());
    first.buckets.addAll(at, fresh);
    touch(first);
    for (var bucket : old) {
      var page = pages.stream().filter(p -> p.buckets.contains(bucket)).findFirst().orElseThrow();
      page.buckets.remove(bucket);
      touch(page);
    }
    tidy();
  }

  private void tidy() {
    for (var i = pages.size() - 1; i >= 0; i--) {
      var page = pages.get(i);
      if (page.buckets.isEmpty() && pages.size() > 1) {
        pages.remove(i);
        changed.remove(page.number);
      } else if (page.buckets.size() > sizes.bucketsOfPage()) {
        split(page, i);
      } else if (i + 1 < pages.size() && fitTogether(page, pages.get(i + 1))) {
        var next = pages.remove(i + 1);
        changed.remove(next.number);
        page.buckets.addAll(next.buckets);
        touch(page);
      }
    }
  }

  private void split(Page page, int at) {
    var half = page.buckets.subList(page.buckets.size() / 2, page.buckets.size());
    var next = add(at + 1);
    next.buckets.addAll(half);
    half.clear();
    touch(page);
  }

  private boolean fitTogether(Page one, Page other) {
    return Math.min(one.buckets.size(), other.buckets.size()) < sizes.fewBuckets()
        && one.buckets.size() + other.buckets.size() <= sizes.bucketsOfPage() - sizes.fewBuckets();
  }

  /** Rows of pages are never deleted: the lowest number that is free is used again. */
  private Page add(int at) {
    var number = 0;
    var used = pages.stream().map(page -> page.number).toList();
    while (used.contains(number)) {
      number++;
    }
    var page = new Page(number);
    pages.add(at, page);
    touch(page);
    return page;
  }

  private void touch(Page page) {
    changed.add(page.number);
    version++;
  }

  private Page pageOf(InboxPosition position) {
    var found = pages.getFirst();
    for (var page : pages) {
      if (page.buckets.isEmpty() || Order.OLDEST.compare(from(page), position) > 0) {
        break;
      }
      found = page;
    }
    return found;
  }

  List<PageAt> pages() {
    return pages.stream().map(page -> new PageAt(from(page), page.number)).toList();
  }

  private static InboxPosition from(Page page) {
    return page.buckets.isEmpty() ? InboxPosition.OLDEST : page.buckets.getFirst().from;
  }

  /** The pages that are not stored as they are. */
  Map<Integer, List<BucketAt>> takeChanged() {
    Map<Integer, List<BucketAt>> taken = new TreeMap<>();
    var byNumber = new HashMap<Integer, Collection<Bucket>>();
    pages.forEach(page -> byNumber.put(page.number, page.buckets));
    for (var number : changed) {
      taken.put(number, byNumber.getOrDefault(number, List.of()).stream().map(Bucket::at).toList());
    }
    changed.clear();
    return taken;
  }
}
