import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

interface LazyProps<P> {
  /** The same function each time: it is called when this is first shown. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  readonly children: ComponentChildren;
  /** What it is called in an error. */
  readonly name: string;
}

/** A component whose code is loaded when it is needed. `children` stand in for it meanwhile. */
export function Lazy<P extends object>({ load, props, children, name }: LazyProps<P>) {
  const [loaded, setLoaded] = useState<{ component?: ComponentType<P>; error?: string }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    load().then(
      (component) => wanted && setLoaded({ component }),
      (error: unknown) => wanted && setLoaded({ error: error instanceof Error ? error.message : String(error) }),
    );
    return () => void (wanted = false);
  }, [load, attempt]);
  const { component: Component, error } = loaded;
  if (Component) return <Component {...props} />;
  if (error === undefined) return <>{children}</>;
  return (
    <div class="empty" role="alert">
      <p class="empty-title">{name} could not be loaded</p>
      <p class="quiet">{error}</p>
      <button type="button" class="button" onClick={() => (setLoaded({}), setAttempt(attempt + 1))}>
        Try again
      </button>
    </div>
  );
}
