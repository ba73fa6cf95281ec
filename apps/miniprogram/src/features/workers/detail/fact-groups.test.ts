import { describe, expect, it } from 'vitest'
import { aResume } from '../resume-form/a-resume'
import { factGroups } from './fact-groups'

const now = new Date(2026, 10, 21).getTime()
const groupOf = (title: string, part: Parameters<typeof aResume>[0] = {}) =>
  factGroups(aResume(part), now).find((group) => group.title === title)

describe('the facts of a resume', () => {
  it('are said in words and with their units', () => {
    const { facts } = groupOf('基本', { gender: 'female', height: 160, weight: 118, birthDate: '1978-05-12' }) ?? {}
    expect(facts).toContainEqual({ label: '性别', value: '女' })
    expect(facts).toContainEqual({ label: '生日', value: '1978年5月12日' })
    expect(facts).toContainEqual({ label: '身高', value: '160厘米' })
    expect(facts).toContainEqual({ label: '体重', value: '118斤' })
  })

  it('name the missing facts, so that staff asks for them', () => {
    expect(groupOf('证书与健康')?.missing).toEqual(['证书', '体检'])
    expect(groupOf('求职', { availability: 'unset' })?.missing).toContain('档期')
  })

  it('say who entered it and who changed it last', () => {
    const record = { createdAt: new Date(2025, 0, 2).toISOString(), createdByName: '林晓', version: 3 }
    const { facts } = groupOf('来源与记录', record) ?? {}
    expect(facts).toContainEqual({ label: '登记', value: '2025年1月2日，林晓' })
    expect(facts).toContainEqual({ label: '版本', value: '第3版' })
  })
})
