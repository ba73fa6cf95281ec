import type { ComponentType } from 'react'
import { CustomerList } from '@/features/customers'
import { WorkersBeside } from '@/features/workers'
import { backOrGo, go } from '@/app/pages'
import { HostedRooms } from '@/pages/interviews/hosted'
import type { ArtName } from '@/ui/art'
import type { IconName } from '@/ui/icon-names'

interface Key {
  readonly keys: readonly string[]
  readonly does: string
}

/** The list of a part of the desk, and what can be chosen in it. */
export interface SectionList {
  readonly List: ComponentType
  /** The page of the list itself: nothing is chosen. */
  readonly start: string
  /** Details take each other's place when another row is chosen. */
  readonly details: readonly string[]
  /** Pages beside which the list stays: details and their forms. */
  readonly beside: RegExp
  readonly rows: string
  /** Its filters stand in a column before it, where the window is wide enough. */
  readonly filters?: true
  readonly art: ArtName
  readonly none: string
}

/** A part of the desk, which the navigation leads to. */
export interface Section {
  readonly name: string
  readonly icon: IconName
  readonly title: string
  readonly open: () => void
  readonly pages: RegExp
  readonly list?: SectionList
  readonly keys: readonly Key[]
}

const SEARCH: Key = { keys: ['/'], does: '搜索' }
const PARTS: Key = { keys: ['1', '…', '6'], does: '换栏目' }
const inList = (one: string): readonly Key[] => [
  { keys: ['↑', '↓'], does: `换一${one}` },
  { keys: ['Enter'], does: '到右边' },
  { keys: ['Esc'], does: '回列表' },
]

const HOME: Section = {
  name: 'home',
  icon: 'clock',
  title: '工作台',
  open: () => go('home'),
  pages: /^\/pages\/home\//,
  keys: [{ keys: ['↑', '↓'], does: '换一件' }, { keys: ['Enter'], does: '打开' }, SEARCH, PARTS],
}

/** In the order of the navigation. */
export const SECTIONS: readonly Section[] = [
  HOME,
  {
    name: 'customers',
    icon: 'users',
    title: '客户',
    open: () => go('records'),
    pages: /^\/(?:pages\/records|features\/(?:customers|placements|shortlists))\//,
    list: {
      List: CustomerList,
      start: '/pages/records/index',
      details: ['/features/customers/detail/index', '/features/customers/pool/index'],
      beside: /^\/(?:pages\/records|features\/customers\/(?:detail|pool|edit|create|follow-up))\//,
      rows: '.desk-list .cl-row, .desk-list .cp-row',
      art: 'customers',
      none: '在左边选一位客户',
    },
    keys: [...inList('位'), SEARCH, PARTS],
  },
  {
    name: 'workers',
    icon: 'idcard',
    title: '阿姨',
    open: () => backOrGo('resumes'),
    pages: /^\/features\/workers\//,
    list: {
      List: WorkersBeside,
      start: '/features/workers/list/index',
      details: ['/features/workers/detail/index'],
      beside: /^\/features\/workers\//,
      rows: '.desk-list .q-person',
      filters: true,
      art: 'cv',
      none: '在左边选一位阿姨',
    },
    keys: [...inList('位'), SEARCH, PARTS],
  },
  {
    name: 'interviews',
    icon: 'video',
    title: '面试',
    open: () => go('interviews'),
    pages: /^\/(?:pages|features)\/interviews\//,
    list: {
      List: HostedRooms,
      start: '/pages/interviews/index',
      details: ['/features/interviews/detail/index'],
      beside: /^\/(?:pages|features)\/interviews\//,
      rows: '.desk-list .q-row[tabindex="0"]',
      art: 'interviews',
      none: '在左边选一场面试',
    },
    keys: [...inList('场'), PARTS],
  },
  {
    name: 'assistant',
    icon: 'message',
    title: 'AI 顾问',
    open: () => go('assistant'),
    pages: /^\/(?:pages|features)\/assistant\//,
    keys: [PARTS],
  },
  {
    name: 'me',
    icon: 'user',
    title: '我的',
    open: () => go('me'),
    pages: /^\/pages\/me\//,
    keys: [PARTS],
  },
]

/** Pages of no part, such as the team's, belong to what is under 我的. */
export const sectionOf = (path: string): Section =>
  SECTIONS.find(({ pages }) => pages.test(path)) ?? SECTIONS.at(-1) ?? HOME
