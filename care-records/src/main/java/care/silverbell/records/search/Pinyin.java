package care.silverbell.records.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinCaseType;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/** How a name sounds (拼音), without tones: every reading of a character that has several. */
final class Pinyin {
  private static final int MOST_SPELLINGS = 128;
  private static final int LONGEST_NAME = 24;
  private static final HanyuPinyinOutputFormat PLAIN = plain();

  private Pinyin() {}

  /** The name spelt out, and its initials, in every way it can be read: at most 128 of each. */
  static Set<String> spellings(String name) {
    Set<String> whole = Set.of("");
    Set<String> initials = Set.of("");
    boolean atStart = true;
    for (char character : name.substring(0, Math.min(name.length(), LONGEST_NAME)).toCharArray()) {
      List<String> readings = readings(character);
      if (!readings.isEmpty()) {
        whole = each(whole, readings);
        initials = each(initials, readings.stream().map(it -> it.substring(0, 1)).toList());
        atStart = true;
      } else if (Character.isLetterOrDigit(character)) {
        whole = each(whole, List.of(String.valueOf(character)));
        initials = atStart ? each(initials, List.of(String.valueOf(character))) : initials;
        atStart = false;
      } else {
        atStart = true;
      }
    }
    Set<String> all = new LinkedHashSet<>(whole);
    all.addAll(initials);
    return all;
  }

  private static Set<String> each(Set<String> beginnings, Collection<String> ends) {
    Set<String> spellings = new LinkedHashSet<>();
    for (String beginning : beginnings) {
      for (String end : ends) {
        if (spellings.size() < MOST_SPELLINGS) {
          spellings.add(beginning + end);
        }
      }
    }
    return spellings;
  }

  /** Empty for what is no Chinese character. The ü of 吕 is typed lv, lu or lyu. */
  private static List<String> readings(char character) {
    try {
      String[] found = PinyinHelper.toHanyuPinyinStringArray(character, PLAIN);
      Set<String> readings = new LinkedHashSet<>();
      for (String reading : found == null ? new String[0] : found) {
        readings.add(reading);
        if (reading.indexOf('v') > 0) {
          readings.add(reading.replace('v', 'u'));
          readings.add(reading.replace("v", "yu"));
        }
      }
      return new ArrayList<>(readings);
    } catch (BadHanyuPinyinOutputFormatCombination e) {
      throw new IllegalStateException(e);
    }
  }

  private static HanyuPinyinOutputFormat plain() {
    HanyuPinyinOutputFormat format = new HanyuPinyinOutputFormat();
    format.setCaseType(HanyuPinyinCaseType.LOWERCASE);
    format.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
    format.setVCharType(HanyuPinyinVCharType.WITH_V);
    return format;
  }
}
