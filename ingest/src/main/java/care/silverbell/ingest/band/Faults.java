package care.silverbell.ingest.band;

import java.util.ArrayList;
import java.util.List;

/** What had to be left out of one message, one sentence each. */
final class Faults {
  /** A list of 10,000 bad entries needs no 80,000 sentences to be understood. */
  private static final int MOST = 100;

  private final List<String> sentences = new ArrayList<>(0);
  private String entry = "";
  private int untold;

  /** What follows is about that entry of a list, counted from 1. */
  void inEntry(int number) {
    entry = "item " + number + ": ";
  }

  /** What follows is about the message as a whole. */
  void inWhole() {
    entry = "";
  }

  /** A field whose value cannot be; {@code allowed} completes "… is not". */
  void field(String field, String value, String allowed) {
    add(field + " " + value + " is not " + allowed);
  }

  void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(entry + sentence);
    } else {
      untold++;
    }
  }

  boolean isEmpty() {
    return sentences.isEmpty();
  }

  List<String> sentences() {
    if (untold == 0) {
      return List.copyOf(sentences);
    }
    List<String> all = new ArrayList<>(sentences);
    all.add("and " + untold + " more of the kind");
    return List.copyOf(all);
  }
}
