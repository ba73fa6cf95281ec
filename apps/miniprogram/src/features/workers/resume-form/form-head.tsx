import { View } from '@tarojs/components'
import { FieldError } from '@/ui/field-frame'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import { useAround, useResumeForm } from './form-context'
import { changesOf, discard } from './form-store'
import { SectionLine } from './section-line'
import './form-head.scss'

interface FormHeadProps {
  readonly at: number
  readonly onSection: (at: number) => void
}

/** The head of the form: unsaved changes and the sections. */
export function FormHead({ at, onSection }: FormHeadProps) {
  const problem = useResumeForm(({ problems }) => problems.form)
  const reference = useResumeForm((state) => state.reference)
  return (
    <View>
      <Unsaved />
      <SectionLine at={at} onSection={onSection} />
      {problem ? (
        <View className="rf-problem">
          <FieldError text={problem} reference={reference} />
        </View>
      ) : null}
    </View>
  )
}

function Unsaved() {
  const { form, fresh } = useAround()
  const count = useResumeForm((state) => changesOf(state).length)
  return (
    <View className="rf-unsaved">
      <View>{formatUnsaved(count, fresh)}</View>
      {count > 0 ? (
        <Tap
          className="rf-unsaved__drop"
          onTap={() => toast(fresh ? '填的都清空了' : '改动都去掉了', { run: discard(form) })}
        >
          {fresh ? '清空' : '不改了'}
        </Tap>
      ) : null}
    </View>
  )
}

function formatUnsaved(count: number, fresh = false): string {
  if (fresh) return count > 0 ? `填了${count}项，存在本机` : '填的先存在本机，登记后同事才看到，客户看不到'
  return count > 0 ? `改了${count}处，存在本机` : '改动先存在本机，保存后同事才看到'
}
