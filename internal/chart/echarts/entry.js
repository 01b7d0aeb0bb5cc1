// The part of ECharts that Parskats draws with. A series or component that is
// not named here draws nothing: server.js compares counts to notice it.
import * as core from 'echarts/core';
import { BarChart, CustomChart, GaugeChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  CalendarComponent,
  DatasetComponent,
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  LegendPlainComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import latvian from 'echarts/lib/i18n/langLV.js';

core.use([
  BarChart, CustomChart, GaugeChart, HeatmapChart, LineChart, PieChart, ScatterChart,
  AriaComponent, CalendarComponent, DatasetComponent, DataZoomComponent, GraphicComponent, GridComponent,
  LegendPlainComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent,
  TitleComponent, TooltipComponent, VisualMapComponent,
  SVGRenderer,
]);
core.registerLocale('LV', latvian);

// The gate asks getInstanceByDom what a page draws.
export const { getInstanceByDom, init, setPlatformAPI, version } = core;
