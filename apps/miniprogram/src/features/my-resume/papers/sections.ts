import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { PickWhat } from '@/platform/picked-file.types'

export interface PaperKind {
  readonly type: FileType
  /** The title of a kind in a section of several kinds, and the label of each picture. */
  readonly name: string
  /** Under a dashed tile. */
  readonly add: string
  readonly what: PickWhat
}

export interface PaperSection {
  readonly title: string
  /** One sentence to the worker, and the same to staff where it differs. */
  readonly note: string
  readonly staffNote?: string
  /** Opened one by one on tap, which is audited. */
  readonly guarded?: true
  readonly kinds: readonly PaperKind[]
}

const photo = (type: FileType, name: string, add = '加照片'): PaperKind => ({ type, name, add, what: 'picture' })
const paper = (type: FileType, name: string, add: string): PaperKind => ({ type, name, add, what: 'paper' })

const SEEN = '只有您和经办人能看，看过都有记录。'
const STAFF_SEEN = '点开才显示，每次看都有记录。'

export const PAPER_SECTIONS: readonly PaperSection[] = [
  {
    title: '个人照片',
    note: '第一张排最前，客户先看到。',
    kinds: [photo('personalPhoto', '个人照片'), photo('uniformPhoto', '工装照')],
  },
  {
    title: '身份证',
    note: SEEN,
    staffNote: STAFF_SEEN,
    guarded: true,
    kinds: [photo('idCardFront', '有头像的一面', '拍照片'), photo('idCardBack', '有国徽的一面', '拍照片')],
  },
  {
    title: '健康证和体检报告',
    note: SEEN,
    staffNote: STAFF_SEEN,
    guarded: true,
    kinds: [paper('medicalReport', '健康证或体检报告', '加一份')],
  },
  {
    title: '技能证书',
    note: '月嫂证、育婴师证、厨师证都可以放。',
    kinds: [paper('certificate', '技能证书', '加证书')],
  },
  {
    title: '工作照片',
    note: '做过的菜、得过的好评。别拍到别人的脸。',
    kinds: [
      photo('confinementMealPhoto', '月子餐'),
      photo('cookingPhoto', '家常菜'),
      photo('complementaryFoodPhoto', '宝宝辅食'),
      photo('positiveReviewPhoto', '雇主好评'),
    ],
  },
  {
    title: '自我介绍视频',
    note: '一分钟以内，说说做过什么、拿手什么。',
    kinds: [{ type: 'selfIntroductionVideo', name: '自我介绍视频', add: '拍视频', what: 'video' }],
  },
]
