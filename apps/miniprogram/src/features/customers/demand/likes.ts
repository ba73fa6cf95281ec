import { storedText } from '@qingpin/contract/core/text'

/** What people often look for, by the service. */
const OFTEN: Readonly<Record<string, readonly string[]>> = {
  月嫂: ['带过早产儿', '带过双胞胎', '会做月子餐', '会催乳', '产后修复'],
  住家育儿嫂: ['会做辅食', '懂早教', '会小儿推拿', '会做饭', '带过双胞胎'],
  白班育儿: ['会做辅食', '懂早教', '会小儿推拿', '会做饭'],
  住家护老: ['照顾过卧床老人', '会做饭', '懂康复'],
}
const USUAL = ['会做饭', '会收纳', '会做面食', '会开车'] as const
export const suggestedLikes = (service: string): readonly string[] => OFTEN[service] ?? USUAL

export const likesIn = (text: string): readonly string[] =>
  text
    .split(/[、,，;；\n]/)
    .map(storedText)
    .filter(Boolean)

export function withLike(text: string, like: string): string {
  const likes = likesIn(text)
  return (likes.includes(like) ? likes.filter((one) => one !== like) : [...likes, like]).join('、')
}
