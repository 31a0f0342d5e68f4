package care.silverbell.records.demo;

import care.silverbell.records.person.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Made-up people: common names put together at random, always the same ones; telephone numbers that
 * nobody can have.
 */
final class DemoNames {
  private static final String[] COMMUNITIES = {"凤凰台", "芝罘湾", "海阳路", "南尧", "塔山", "东山", "奇山", "幸福里"};
  private static final String[] FAMILY = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "孙", "于", "曲", "宋", "姜", "林", "徐", "马", "吕"
  };
  private static final String[] WOMEN = {
    "桂英", "秀兰", "玉珍", "淑芬", "凤英", "秀英", "桂兰", "玉兰", "淑兰", "翠花", "美玲", "素珍"
  };
  private static final String[] MEN = {
    "建国", "德山", "福来", "永贵", "志强", "长河", "文斌", "玉林", "宝山", "学文", "振华", "国栋"
  };
  private static final String[] YOUNG = {"丽", "静", "伟", "强", "敏", "涛", "艳", "军", "霞", "磊"};
  private static final String[] CONDITIONS = {"高血压", "2型糖尿病", "冠心病", "慢阻肺", "心房颤动", "脑梗死后", "骨关节炎"};
  private static final String[] WAYS_IN = {"钥匙在对门邻居处", "门禁按 101 呼叫物业", "备用钥匙在社区居委会", null};

  /** The middle of the sub-district, degrees; the communities lie around it. */
  private static final double MIDDLE_LATITUDE = 37.535;

  private static final double MIDDLE_LONGITUDE = 121.391;

  private final Random random = new Random(20261122);

  /** One made-up person. */
  record Elder(
      String name,
      String sex,
      LocalDate birthDate,
      String phone,
      String address,
      Person.House house,
      String risk,
      List<String> conditions,
      @org.jspecify.annotations.Nullable String howToGetIn,
      String childName,
      String childIs,
      String childPhone) {}

  String community(int number) {
    return COMMUNITIES[number] + "社区";
  }

  String worker(int number) {
    return FAMILY[number % FAMILY.length] + YOUNG[number / FAMILY.length % YOUNG.length];
  }

  Elder elder(int number, int cell) {
    boolean woman = number == 0 || random.nextInt(100) < 58;
    String family = pick(FAMILY);
    boolean daughter = number == 0 || random.nextBoolean();
    return new Elder(
        family + pick(woman ? WOMEN : MEN),
        woman ? "female" : "male",
        LocalDate.of(1934 + random.nextInt(32), 1 + random.nextInt(12), 1 + random.nextInt(28)),
        phone(number, 0),
        address(number, cell),
        house(cell),
        random.nextInt(10) < 3 ? "key" : "general",
        List.of(pick(CONDITIONS)),
        pick(WAYS_IN),
        (woman ? pick(FAMILY) : family) + pick(YOUNG),
        daughter ? "女儿" : "儿子",
        phone(number, 1));
  }

  private String address(int number, int cell) {
    return COMMUNITIES[cell / DemoSubDistrict.CELLS_PER_COMMUNITY]
        + "小区"
        + (1 + number % 28)
        + "号楼"
        + (1 + number % 4)
        + "单元"
        + (101 + 100 * (number % 6) + number % 2)
        + "室";
  }

  /** Each cell is a block of about 300 m. */
  private Person.House house(int cell) {
    int row = cell / 8;
    int column = cell % 8;
    return new Person.House(
        rounded(MIDDLE_LATITUDE + (row - 1.5) * 0.004 + random.nextDouble(0.003)),
        rounded(MIDDLE_LONGITUDE + (column - 3.5) * 0.005 + random.nextDouble(0.004)));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }

  /** No number in China begins with 100. */
  private static String phone(int number, int of) {
    return "100%04d%04d".formatted(of, number);
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
