import { JOB_TYPES, type JobType } from '@qingpin/contract/resumes/resumes.enums'
import type { IconName } from '@/ui/icon-names'

interface Trade {
  readonly value: JobType
  readonly label: string
  /** The work in the words of workers, short enough for one line in the largest type. */
  readonly note: string
  readonly icon: IconName
}

const everyday: Record<JobType, Pick<Trade, 'note' | 'icon'>> = {
  yuesao: { note: '照顾产妇和新宝宝', icon: 'bottle' },
  'zhujia-yuer': { note: '住雇主家带孩子', icon: 'baby' },
  'baiban-yuer': { note: '带孩子，晚上回家', icon: 'baby' },
  'zhujia-hulao': { note: '住雇主家照顾老人', icon: 'elder' },
  'zhujia-baomu': { note: '住家，做饭做家务', icon: 'moonhome' },
  'baiban-baomu': { note: '做家务，晚上回家', icon: 'pot' },
  baojie: { note: '打扫，按次或长期', icon: 'broom' },
  xiaoshi: { note: '一天做几个小时', icon: 'clock' },
  yangchong: { note: '喂猫遛狗', icon: 'heart' },
  jiajiao: { note: '辅导孩子功课', icon: 'edit' },
  peiban: { note: '陪人说话、出门', icon: 'users' },
}

export const trades: readonly Trade[] = JOB_TYPES.map((trade) => ({ ...trade, ...everyday[trade.value] }))
