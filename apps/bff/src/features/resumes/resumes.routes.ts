import { RESUME_ENUMS } from '@qingpin/contract/resumes/resumes.enums'
import type { resumeRoutes } from '@qingpin/contract/resumes/resumes.routes'
import type { Handlers } from '../../http/mount.ts'
import { takeFromCard } from './card.service.ts'
import { claimRecord } from './claim-record.service.ts'
import { listResumes } from './list.service.ts'
import * as own from './own.service.ts'
import * as record from './record.service.ts'
import * as registration from './registration.service.ts'
import * as stats from './stats.service.ts'
import { validate } from './validation.service.ts'

type Dictionaries = Record<keyof typeof RESUME_ENUMS, { value: string; label: string }[]>
const dictionaries = Object.fromEntries(
  Object.entries(RESUME_ENUMS).map(([name, choices]) => [name, [...choices]]),
) as Dictionaries

export const resumeHandlers: Handlers<typeof resumeRoutes> = {
  selfRegister: (ctx, { body }) => registration.selfRegister(ctx, body),
  claimRecord: (ctx, { body }) => claimRecord(ctx, body),
  create: (ctx, { body }) => registration.create(ctx, body),
  validate: (ctx, { body }) => validate(ctx, body),
  enums: () => dictionaries,
  list: (ctx, { query }) => listResumes(ctx, query),
  takeFromCard: (ctx, { body }) => takeFromCard(ctx, body),
  mine: (ctx) => own.mine(ctx),
  updateMine: (ctx, { body }) => own.updateMine(ctx, body),
  stats: (ctx) => stats.register(ctx),
  detail: (ctx, { params }) => record.detail(ctx, params.id),
  update: (ctx, { params, body }) => record.update(ctx, params.id, body),
  reveal: (ctx, { params, body }) => record.reveal(ctx, params.id, body),
}
