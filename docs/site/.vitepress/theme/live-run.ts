import { useData, withBase } from "vitepress";
import { computed, defineComponent, h, onBeforeUnmount, shallowRef, type Ref } from "vue";

/** A run is a whole simulator: so many go on at the same time, then the first makes room. */
const MOST = 2;
const running: Ref<boolean>[] = [];

function stop(run: Ref<boolean>): void {
  run.value = false;
  const index = running.indexOf(run);
  if (index >= 0) running.splice(index, 1);
}

function start(run: Ref<boolean>): void {
  run.value = true;
  running.push(run);
  if (running.length > MOST) stop(running[0]!);
}

/** A simulation in the page, loaded when it is asked for; until then a picture of it, or what it is about. */
export const LiveRun = defineComponent({
  props: {
    /** As in examples/: "04-fade-and-scroll". */
    example: { type: String, required: true },
    /** More of the viewer's address: "t=1.2s&view=1s-1.5s". */
    query: { type: String, default: "" },
    title: { type: String, required: true },
    /** Path of a picture, dark; the light one is beside it. */
    still: { type: String, default: "" },
  },
  setup(props) {
    const { isDark } = useData();
    const live = shallowRef(false);
    const address = (...more: string[]): string => {
      const parts = [`example=${props.example}`, props.query, ...more].filter((part) => part !== "");
      return withBase(`/viewer/?${parts.join("&")}`);
    };
    const theme = computed(() => `theme=${isDark.value ? "dark" : "light"}`);
    onBeforeUnmount(() => stop(live));

    const picture = (path: string, kind: string) =>
      h("img", { class: `live-still ${kind}`, src: withBase(path), alt: "", loading: "lazy" });
    const pictures = () =>
      props.still === ""
        ? []
        : [picture(props.still, "dark-only"), picture(props.still.replace(/-dark\.png$/, "-light.png"), "light-only")];
    const button = () =>
      h("button", { type: "button", class: "live-start", onClick: () => start(live) }, [
        ...pictures(),
        h("span", { class: "live-label" }, [
          h("span", { class: "live-sign", "aria-hidden": "true" }),
          "Run it here",
          h("span", { class: "visually-hidden" }, props.title),
        ]),
      ]);
    const frame = () =>
      h("iframe", { class: "live-frame", title: props.title, src: address("embed", theme.value), loading: "lazy" });
    return () =>
      h("figure", { class: ["live", { "has-still": props.still !== "" }] }, [
        live.value ? frame() : button(),
        h("figcaption", [
          h("span", props.title),
          " ",
          h("a", { href: address(), target: "_blank", rel: "noopener" }, "Open it in full"),
        ]),
      ]);
  },
});
