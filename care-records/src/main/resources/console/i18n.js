// The language of the page: the reader's own choice, else the account's, else the browser's.

import { computed, ref, watchEffect } from './vendor.js';
import zh from './words/zh-CN.js';
import en from './words/en.js';
import responseEn from './words/response.en.js';
import responseZh from './words/response.zh-CN.js';
import ruleEn from './words/rule.en.js';
import ruleZh from './words/rule.zh-CN.js';
import searchEn from './words/search.en.js';
import searchZh from './words/search.zh-CN.js';
import trendEn from './words/trend.en.js';
import trendZh from './words/trend.zh-CN.js';

const BOOKS = { 'zh-CN': { ...zh, ...responseZh, ...ruleZh, ...searchZh, ...trendZh }, en: { ...en, ...responseEn, ...ruleEn, ...searchEn, ...trendEn } };
const CHOICE = 'silverbell.language';

const chosen = ref(known(localStorage.getItem(CHOICE)));
const ofAccount = ref(null);

export const language = computed(() => chosen.value ?? ofAccount.value ?? known(navigator.language) ?? 'zh-CN');

watchEffect(() => {
  document.documentElement.lang = language.value;
});

/** Takes the account's language; a choice made by hand on this device stands above it. */
export function followAccount(locale) {
  ofAccount.value = known(locale);
}

export function switchLanguage() {
  chosen.value = language.value === 'en' ? 'zh-CN' : 'en';
  localStorage.setItem(CHOICE, chosen.value);
}

/** The words of a key with {names} filled in. A missing key shows itself, so that it is noticed. */
export function t(key, values = {}) {
  const words = BOOKS[language.value][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The word for a value of a closed set, or the value itself when the service has learnt a new one. */
export function word(set, value) {
  return BOOKS[language.value][`${set}.${value}`] ?? String(value);
}

function known(tag) {
  if (!tag) {
    return null;
  }
  if (/^zh/i.test(tag)) {
    return 'zh-CN';
  }
  return /^en/i.test(tag) ? 'en' : null;
}
