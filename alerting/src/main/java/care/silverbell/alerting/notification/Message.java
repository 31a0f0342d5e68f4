package care.silverbell.alerting.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a notice says on one channel, in the recipient's language: what a responder needs and no
 * more. No diagnosis is ever in it.
 *
 * @param language as in BCP 47
 * @param severity wire name: emergency, urgent, notice
 * @param incident the incident's id
 * @param title one line, such as "一键呼叫：王秀英"
 * @param body a few lines: who, where, what, how often pressed, who has it
 * @param spoken the same as one would say it on the telephone
 * @param link where it can be accepted or passed on, without sign-in; null where there is nothing
 *     to answer
 * @param test whether it is a test, which every text says first
 */
public record Message(
    String language,
    String severity,
    String incident,
    String title,
    String body,
    String spoken,
    @Nullable String link,
    boolean test) {}
