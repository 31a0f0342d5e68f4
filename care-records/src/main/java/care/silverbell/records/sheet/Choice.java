package care.silverbell.records.sheet;

import care.silverbell.records.band.BandProfiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A closed set of words that a column may hold.
 *
 * @param words each as it is kept, in Chinese and in English, and whatever else it is called
 */
record Choice(List<List<String>> words) {
  static final Choice SEX = of("female|女|female|女性|f", "male|男|male|男性|m");
  static final Choice RISK =
      of("high|高|high|高风险", "key|重点|key|中|中风险|medium", "general|一般|general|低|低风险|low|普通");
  static final Choice STAFF_ROLE =
      of(
          "community_worker|社区工作者|community worker|社工|community_worker",
          "grid_worker|网格员|grid worker|专职网格员|grid_worker",
          "assistant|协理员|assistant|网格协理员|兼职网格员",
          "station|站点|station|驿站|服务站");
  static final Choice WEEKDAY =
      of(
          "1|周一|Monday|星期一|1|mon",
          "2|周二|Tuesday|星期二|2|tue",
          "3|周三|Wednesday|星期三|3|wed",
          "4|周四|Thursday|星期四|4|thu",
          "5|周五|Friday|星期五|5|fri",
          "6|周六|Saturday|星期六|6|sat",
          "7|周日|Sunday|星期日|星期天|周天|7|sun",
          "8|节假日|holiday|8|假日");
  static final Choice YES_OR_NO = of("true|是|yes|有|y|true|1", "false|否|no|无|n|false|0");
  static final Choice BLOOD =
      of(
          "A|A|A|A型",
          "B|B|B|B型",
          "AB|AB|AB|AB型",
          "O|O|O|O型",
          "A+|A+|A+",
          "A-|A-|A-",
          "B+|B+|B+",
          "B-|B-|B-",
          "AB+|AB+|AB+",
          "AB-|AB-|AB-",
          "O+|O+|O+",
          "O-|O-|O-");
  static final Choice LIVING =
      of(
          "alone|独居|alone",
          "couple|与配偶同住|with spouse|夫妻同住|空巢",
          "with_family|与子女同住|with family|与家人同住",
          "with_carer|与保姆同住|with a carer|有保姆",
          "with_others|与他人同住|with others");
  static final Choice MOBILITY =
      of(
          "independent|自如|independent|正常|良好",
          "walking_aid|用助行器|walking aid|拄拐",
          "wheelchair|坐轮椅|wheelchair|轮椅",
          "bedridden|卧床|bedridden");
  static final Choice HEARING =
      of(
          "good|好|good|正常|良好",
          "hard|重听|hard of hearing|较差",
          "hearing_aid|戴助听器|hearing aid",
          "deaf|失聪|deaf");
  static final Choice CHANNEL =
      of(
          "phone|电话|phone|打电话|call",
          "sms|短信|sms|text|text message",
          "email|邮件|email|电子邮件|mail",
          "wecom|企业微信|wecom",
          "dingtalk|钉钉|dingtalk",
          "app|应用|app|手机应用");
  static final Choice LANGUAGE =
      of("zh-CN|zh-CN|zh-CN|zh|中文|普通话|汉语|Chinese|Mandarin", "en|en|en|英文|英语|English");
  static final Choice SIGHT = of("good|好|good|正常|良好", "poor|较差|poor", "blind|失明|blind");

  /** The makers' profiles of bands, which are called by their ids everywhere. */
  static final Choice PROFILE =
      new Choice(BandProfiles.all().stream().map(it -> List.of(it, it, it)).toList());

  private static Choice of(String... words) {
    return new Choice(Arrays.stream(words).map(it -> List.of(it.split("\\|"))).toList());
  }

  /** The kept word of what somebody wrote. */
  Optional<String> kept(String written) {
    String plain = written.toLowerCase(Locale.ROOT);
    return words.stream()
        .filter(it -> it.stream().anyMatch(word -> word.toLowerCase(Locale.ROOT).equals(plain)))
        .map(List::getFirst)
        .findFirst();
  }

  /** A kept word as it is shown; itself where it is not of the set. */
  String shown(String kept, Language language) {
    return words.stream()
        .filter(it -> it.getFirst().equals(kept))
        .map(it -> language.either(it.get(1), it.get(2)))
        .findFirst()
        .orElse(kept);
  }

  /** All words, as one writes them. */
  String all(Language language) {
    List<String> all = new ArrayList<>();
    words.forEach(it -> all.add(language.either(it.get(1), it.get(2))));
    return String.join(language.either("、", ", "), all);
  }
}
