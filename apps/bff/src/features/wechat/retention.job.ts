import type { Retention } from '../../db/retention.ts'
import { expiredWechatRows } from './wechat.repo.ts'

/** Pushes and their signatures, codes and messages that have served their purpose. */
export const wechatRetention: readonly Retention[] = expiredWechatRows
