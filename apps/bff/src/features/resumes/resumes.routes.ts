import { RESUME_ENUMS } from '@qingpin/contract/resumes/resumes.enums'
import type { resumeRoutes } from '@qingpin/contract/resumes/resumes.routes'
import type { Handlers } from '../../http/mount.ts'
import { statsOf } from './stats.repo.ts'
import { takeFromCard } from './card.service.ts'
import * as service from './record.service.ts'
import { takeOver } from './claim-record.service.ts'
import { validate } from './validation.service.ts'

type Dictionaries = Record<keyof typeof RESUME_ENUMS, { value: string; label: string }[]>
const dictionaries = Object.fromEntries(
  Object.entries(RESUME_ENUMS).map(([name, choices]) => [name, [...choices]]),
) as Dictionaries

export const resumeHandlers: Handlers<typeof resumeRoutes> = {
  selfRegister: (ctx, { body }) => service.selfRegister(ctx, body),
  takeOver: (ctx, { body }) => takeOver(ctx, body),
  create: (ctx, { body }) => service.create(ctx, body),
  validate: (ctx, { body }) => validate(ctx, body),
  enums: () => dictionaries,
  list: (ctx, { query }) => service.list(ctx, query),
  takeFromCard: (ctx, { body }) => takeFromCard(ctx, body),
  mine: (ctx) => service.mine(ctx),
  stats: (ctx) => statsOf(ctx),
  detail: (ctx, { params }) => service.detail(ctx, params.id),
  update: (ctx, { params, body }) => service.update(ctx, params.id, body),
  reveal: (ctx, { params, body }) => service.reveal(ctx, params.id, body),
}
