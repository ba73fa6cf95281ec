import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileType } from '@qingpin/contract/attachments/attachments.enums'
import type { Ctx } from '../context.ts'
import { uploadFiles } from '../features/attachments/form-upload.service.ts'
import { fileOwners } from '../features/resumes/files.service.ts'

/** The papers of one worker: drawings, not real ones. */
const PAPERS: readonly (readonly [kind: FileType, file: string, name: string])[] = [
  ['idCardFront', 'card-front', '身份证正面'],
  ['idCardBack', 'card-back', '身份证背面'],
  ['medicalReport', 'health', '健康证'],
  ['certificate', 'certificate-1', '母婴护理证'],
  ['certificate', 'certificate-2', '育婴师证'],
  ['confinementMealPhoto', 'dish-1', '鲫鱼汤'],
  ['confinementMealPhoto', 'dish-2', '蒸蛋'],
  ['confinementMealPhoto', 'dish-3', '时蔬'],
]

/** Uploads the papers of one worker through the form that the app sends. */
export async function seedFiles(ctx: Ctx, resumeId: string): Promise<void> {
  const form = new FormData()
  form.append('types', JSON.stringify(PAPERS.map(([kind]) => kind)))
  for (const [, file, name] of PAPERS) {
    const bytes = await readFile(join(import.meta.dirname, `../../assets/papers/${file}.jpg`))
    form.append('files', new File([new Uint8Array(bytes)], `${name}.jpg`))
  }
  const request = new Request('http://demo.seed/', { method: 'POST', body: form })
  await uploadFiles(ctx, { owners: fileOwners, resumeId }, request)
}
