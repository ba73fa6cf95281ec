import { type CvDocument, type ListName, SECTION_NAMES, SECTION_TITLES, type SectionName } from '@qingpin/cv/document'
import { isSectionFilled } from '@qingpin/cv/summary'

export const nextSection = (section: SectionName): SectionName | undefined =>
  SECTION_NAMES[SECTION_NAMES.indexOf(section) + 1]

/** As short as it fits a button and a chip. */
export const shortTitle = (section: SectionName): string =>
  section === 'projects' ? '项目' : section === 'education' ? '教育' : SECTION_TITLES[section]

/** The sections that have content, as one string, so that a keystroke does not render the list again. */
export const filledKey = (document: CvDocument): string =>
  SECTION_NAMES.filter((section) => isSectionFilled(document, section)).join(' ')

export interface LineSpec {
  readonly field: string
  readonly label: string
  readonly placeholder?: string
  readonly kind?: 'text' | 'phone' | 'month' | 'choice'
  readonly options?: readonly string[]
}

export const BASICS_LINES: readonly LineSpec[] = [
  { field: 'name', label: '姓名', placeholder: '和身份证上一样' },
  { field: 'phone', label: '电话', placeholder: '打得通的号码', kind: 'phone' },
  { field: 'email', label: '邮箱', placeholder: '常看的那一个' },
  { field: 'city', label: '住在', placeholder: '如：杭州' },
  { field: 'gender', label: '性别', kind: 'choice', options: ['女', '男'] },
  { field: 'birth', label: '出生', kind: 'month' },
  { field: 'link', label: '主页', placeholder: '作品、博客，没有不填' },
]

export const INTENTION_LINES: readonly LineSpec[] = [
  { field: 'role', label: '岗位', placeholder: '如：产品运营' },
  { field: 'city', label: '城市', placeholder: '如：杭州、上海' },
  { field: 'pay', label: '薪资', placeholder: '如：15–20K，或面议' },
  { field: 'start', label: '到岗', kind: 'choice', options: ['随时', '一周内', '两周内', '一个月内', '三个月内'] },
]

interface ListSpec {
  /** How entries are counted: 第1段，共3段. */
  readonly unit: string
  readonly add: string
  readonly none: string
  readonly lines: readonly LineSpec[]
  /** The title of a closed entry. */
  readonly head: string
  /** A row from one month to another. */
  readonly period?: string
  readonly bullets?: { readonly title: string; readonly placeholder: string }
}

const RESULTS = { title: '做了什么，有什么结果', placeholder: '一条说一件事，带上数字' }

export const LISTS: Record<ListName, ListSpec> = {
  work: {
    unit: '段',
    add: '加一段工作',
    none: '从最近的一份写起。没正式工作过，可以写实习。',
    head: 'company',
    period: '时间',
    bullets: RESULTS,
    lines: [
      { field: 'company', label: '公司', placeholder: '全称' },
      { field: 'role', label: '职位', placeholder: '如：产品运营' },
      { field: 'city', label: '城市', placeholder: '如：杭州' },
    ],
  },
  projects: {
    unit: '个',
    add: '加一个项目',
    none: '写一两个最拿得出手的，没有就跳过。',
    head: 'name',
    period: '时间',
    bullets: RESULTS,
    lines: [
      { field: 'name', label: '项目', placeholder: '叫什么' },
      { field: 'role', label: '角色', placeholder: '如：负责人' },
    ],
  },
  education: {
    unit: '段',
    add: '加一段教育',
    none: '从最高的学历写起。',
    head: 'school',
    period: '时间',
    bullets: { title: '课程、奖项、社团', placeholder: '有用的写一两条' },
    lines: [
      { field: 'school', label: '学校', placeholder: '全称' },
      { field: 'major', label: '专业', placeholder: '如：市场营销' },
      {
        field: 'degree',
        label: '学历',
        kind: 'choice',
        options: ['初中', '高中', '中专', '大专', '本科', '硕士', '博士'],
      },
    ],
  },
  skills: {
    unit: '项',
    add: '加一项技能',
    none: '工具、方法、证过的本事，一项一项写。',
    head: 'name',
    lines: [
      { field: 'name', label: '技能', placeholder: '如：SQL' },
      { field: 'level', label: '程度', kind: 'choice', options: ['了解', '熟悉', '熟练', '精通'] },
    ],
  },
  certificates: {
    unit: '张',
    add: '加一张证书',
    none: '跟岗位有关的证书，没有就跳过。',
    head: 'name',
    lines: [
      { field: 'name', label: '证书', placeholder: '叫什么' },
      { field: 'issuer', label: '发证', placeholder: '哪里发的' },
      { field: 'date', label: '时间', kind: 'month' },
    ],
  },
  languages: {
    unit: '门',
    add: '加一门语言',
    none: '普通话、方言、外语都可以写。',
    head: 'name',
    lines: [
      { field: 'name', label: '语言', placeholder: '如：英语' },
      { field: 'level', label: '程度', placeholder: '如：六级、能开会' },
    ],
  },
}
