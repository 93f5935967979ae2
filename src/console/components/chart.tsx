import { useEffect, useRef } from 'react';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import './chart.css';

use([BarChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, CanvasRenderer]);

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * A chart drawn on canvas; `label` says in words what it shows. Tooltips must be `richText`: those made of
 * HTML carry style attributes, which the content security policy forbids.
 */
export function Chart(props: { option: EChartsCoreOption; label: string; onClick?: (name: string) => void }) {
  const element = useRef<HTMLDivElement>(null);
  const { option, onClick } = props;
  useEffect(() => {
    if (!element.current) return undefined;
    const chart = init(element.current);
    // Who asked for no motion sees the chart at once.
    chart.setOption(still() ? { ...option, animation: false } : option);
    if (onClick) chart.on('click', (event) => onClick(String(event.name)));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option, onClick]);
  return <div ref={element} className="chart" role="img" aria-label={props.label} />;
}
