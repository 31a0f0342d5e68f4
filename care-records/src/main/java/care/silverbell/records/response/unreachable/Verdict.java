package care.silverbell.records.response.unreachable;

import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.response.PlanJson;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.response.asked.Nobody;
import care.silverbell.records.response.unreachable.Course.Asked;
import care.silverbell.records.response.unreachable.Hole.Because;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a {@link Course}: a pure function.
 *
 * @param reason what is lacking; null where nothing is
 * @param second at which the first who could go is told on a verified address that rings; null
 *     where nobody is
 * @param because for each of the family, A and B who cannot be told, why
 */
record Verdict(@Nullable Reason reason, @Nullable Duration second, List<Because> because) {

  static Verdict of(Course course) {
    Optional<Duration> first =
        course.steps().stream()
            .filter(step -> step.asked().stream().anyMatch(Verdict::comesForSure))
            .map(Course.Step::second)
            .findFirst();
    Reason reason = reason(course);
    return new Verdict(reason, first.orElse(null), reason == null ? List.of() : because(course));
  }

  private static @Nullable Reason reason(Course course) {
    if (addresses(course, _ -> true).findAny().isEmpty()) {
      return Reason.NOBODY;
    }
    if (addresses(course, Verdict::goes).findAny().isEmpty()) {
      return Reason.ONLY_DESK;
    }
    if (addresses(course, Verdict::isNear).findAny().isEmpty()) {
      return Reason.ONLY_ABOVE;
    }
    if (addresses(course, Verdict::isNear).allMatch(Verdict::isPage)) {
      return Reason.ONLY_PAGE;
    }
    if (addresses(course, Verdict::isNear).noneMatch(Verdict::isSure)) {
      return Reason.ONLY_UNVERIFIED;
    }
    if (words(course).noneMatch(Verdict::isFamily)) {
      return null;
    }
    if (addresses(course, Verdict::isFamily).findAny().isEmpty()) {
      return Reason.NO_FAMILY;
    }
    if (addresses(course, Verdict::isFamily).allMatch(Verdict::isPage)) {
      return Reason.FAMILY_ONLY_PAGE;
    }
    return addresses(course, Verdict::isFamily).anyMatch(Verdict::isSure)
        ? null
        : Reason.FAMILY_UNVERIFIED;
  }

  private static boolean isPage(Address address) {
    return address.channel() == ChannelKind.PAGE;
  }

  /** Somebody who may come, told where it is known to ring. */
  private static boolean comesForSure(Asked asked) {
    return goes(asked)
        && asked.recipients().stream()
            .flatMap(it -> it.addresses().stream())
            .anyMatch(Verdict::isSure);
  }

  /** Verified, and heard without a page that happens to be open. */
  private static boolean isSure(Address address) {
    return address.verified() && !isPage(address);
  }

  private static List<Because> because(Course course) {
    List<Because> because = new ArrayList<>();
    words(course)
        .filter(it -> isNear(it) && !it.reachesSomebody())
        .forEach(it -> {
          String nobody = it.nobody();
          Because one =
              new Because(
                  PlanJson.word(it.word()), nobody == null ? Nobody.NO_ADDRESS.wireName() : nobody);
          if (!because.contains(one)) {
            because.add(one);
          }
        });
    return because;
  }

  private static Stream<Asked> words(Course course) {
    return course.steps().stream().flatMap(it -> it.asked().stream());
  }

  private static Stream<Address> addresses(Course course, Predicate<Asked> which) {
    return words(course)
        .filter(which)
        .flatMap(it -> it.recipients().stream())
        .map(Recipient::addresses)
        .flatMap(List::stream);
  }

  private static boolean isFamily(Asked asked) {
    return asked.word() instanceof Who.Family;
  }

  /** Of the family, of the person's cell, or named by the plan. */
  private static boolean isNear(Asked asked) {
    return switch (asked.word()) {
      case Who.Family _, Who.OnDuty _, Who.StandIn _, Who.Named _ -> true;
      case Who.Above _, Who.Desk _, Who.Operators _, Who.Groups _, Who.Canary _ -> false;
    };
  }

  /** Whoever may come to the door; the desk, operators and groups make others come. */
  private static boolean goes(Asked asked) {
    return isNear(asked) || asked.word() instanceof Who.Above;
  }
}
